import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { acceptReport, returnReport } from '../../office/review-report.ts';
import { decideExtension, requestExtension } from '../../office/extend-deadline.ts';
import { attachFile } from '../../office/attach-file.ts';
import { contentHash } from '../../office/content-hash.ts';
import { saveDraft } from '../../office/save-draft.ts';
import { submitReport } from '../../office/submit-report.ts';
import { record } from '../../store/audits.ts';
import { openServer } from '../../store/connection.ts';
import { migrate } from '../../store/migrate.ts';
import { getObligation } from '../../store/obligations.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { emptyDb, everythingIn, givenDb } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenPostgres, withoutPostgres } from '../given/postgres.ts';
import { givenReport } from '../given/report.ts';
import type { GivenPostgres } from '../given/postgres.ts';
import type { Db, Store } from '../../store/connection.ts';

async function givenOwing(db: Db) {
  const cycle = await givenCycle(db);
  const { obligation, actor } = await givenAgency(db, cycle);
  const officer = await givenStaff(db, 'officer');
  const submit = (at: string, attempt: string = crypto.randomUUID(), report = givenReport()) =>
    submitReport(db, { obligation, report, attempt, actor, at: vn(at) });
  return { obligation, actor, officer: officer.actor, submit };
}

test.each([
  { at: '2026-12-17 23:59:59.999', onTime: true, late: 0 },
  { at: '2026-12-18 00:00:00', onTime: false, late: 1 },
  { at: '2026-12-21 09:00:00', onTime: false, late: 2 },
])(
  'invariant 4: a report received at $at is on time: $onTime, $late working days late',
  async ({ at, onTime, late }) => {
    const { submit } = await givenOwing(await givenDb());
    expect(await submit(at)).toMatchObject({ onTime, workingDaysLate: late, version: 1 });
  },
);

test('invariant 4: the receipt names what is stored: its hash, version, code and letter', async () => {
  const db = await givenDb();
  const { submit, obligation } = await givenOwing(db);
  const receipt = await submit('2026-12-10 08:00');
  const stored = await db.selectFrom('submission').selectAll().where('obligation_id', '=', obligation).execute();
  expect(stored).toMatchObject([
    { id: receipt.submission, sha256: receipt.sha256, receipt_code: receipt.code, version: 1 },
  ]);
  const letter = await db
    .selectFrom('notification')
    .select('kind')
    .where('slot', '=', 'kl69-nam/2026/STC/receipt/1')
    .execute();
  expect(letter).toEqual([{ kind: 'receipt' }]);
});

test('the same attempt again gives the first receipt; another attempt with other words is the next version', async () => {
  const db = await givenDb();
  const { submit } = await givenOwing(db);
  const attempt = crypto.randomUUID();
  const first = await submit('2026-12-10 08:00', attempt);
  expect(await submit('2026-12-20 08:00', attempt)).toEqual(first);
  expect((await submit('2026-12-11 08:00', undefined, givenReport({ III: 'Đã sửa.' }))).version).toBe(2);
});

test('another attempt with the same words gives the first receipt and changes nothing more', async () => {
  const db = await givenDb();
  const { submit } = await givenOwing(db);
  const first = await submit('2026-12-10 08:00');
  const { repeated_attempt: _, ...before } = await everythingIn(db);
  expect(await submit('2026-12-18 08:00')).toEqual(first);
  const { repeated_attempt: noted, ...after } = await everythingIn(db);
  expect(after).toEqual(before);
  expect(noted).toHaveLength(1);
});

test('words that were sent before, but not last, are a version of their own', async () => {
  const { submit } = await givenOwing(await givenDb());
  await submit('2026-12-10 08:00');
  await submit('2026-12-10 09:00', undefined, givenReport({ III: 'Đã sửa.' }));
  expect((await submit('2026-12-10 10:00')).version).toBe(3);
});

test('after a return the same words are a new version, but a retry of an attempt of before is none', async () => {
  const db = await givenDb();
  const { submit, officer } = await givenOwing(db);
  const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
  const receipt = await submit('2026-12-10 08:00', first);
  await submit('2026-12-10 08:00', second);
  await returnReport(db, {
    submission: receipt.submission,
    reasons: [{ field: 'sections.III', message: 'Chưa nêu nguyên nhân' }],
    correctionDue: Temporal.PlainDate.from('2026-12-21'),
    actor: officer,
    at: vn('2026-12-18 09:00'),
  });
  for (const attempt of [first, second]) expect(await submit('2026-12-18 10:00', attempt)).toEqual(receipt);
  expect((await submit('2026-12-18 10:00')).version).toBe(2);
});

describe('at the same moment, on a server', () => {
  let postgres: GivenPostgres | undefined;
  let store: Store;
  beforeAll(async () => {
    if (withoutPostgres) throw new Error(withoutPostgres);
    postgres = await givenPostgres();
    store = openServer(postgres.url);
    await migrate(store.db);
  });
  afterAll(async () => {
    await store?.close();
    await postgres?.stop();
  });
  afterEach(() => emptyDb(store.db));

  const atOnce = async (sendings: readonly (readonly [attempt: string, words: string])[]) => {
    const { submit } = await givenOwing(store.db);
    const receipts = await Promise.all(
      sendings.map(([attempt, words]) => submit('2026-12-10 08:00', attempt, givenReport({ III: words }))),
    );
    const stored = await store.db.selectFrom('submission').select('receipt_code').orderBy('version').execute();
    const letters = await store.db.selectFrom('notification').select('slot').where('kind', '=', 'receipt').execute();
    return { codes: new Set(receipts.map(({ code }) => code)), stored, letters };
  };

  test('a line that somebody else is writing into the audit of the report is waited for', async () => {
    const { db } = store;
    const { submit, obligation, actor } = await givenOwing(db);
    let submitted: Promise<unknown> = Promise.resolve();
    await db.transaction().execute(async (tx) => {
      await record(tx, { actor, at: vn('2026-12-10 08:00'), verb: 'wrong-code', subject: obligation });
      let [ended, waits] = [false, false];
      submitted = submit('2026-12-10 08:00').finally(() => (ended = true));
      while (!ended && !waits) {
        const { rows } = await sql`select 1 from pg_locks where locktype = 'advisory' and not granted`.execute(db);
        waits = rows.length > 0;
      }
    });
    await submitted;
    const lines = await db
      .selectFrom('audit')
      .select(['verb', 'previous', 'hash'])
      .where('subject', '=', obligation)
      .orderBy('number')
      .execute();
    expect(lines.map(({ verb }) => verb)).toEqual(['wrong-code', 'submit']);
    expect(lines[1]?.previous).toBe(lines[0]?.hash);
  });

  test('one attempt, retried six times, is one submission with one receipt and one letter', async () => {
    const attempt = crypto.randomUUID();
    const { codes, stored, letters } = await atOnce(Array.from({ length: 6 }, () => [attempt, 'Không.']));
    expect([...codes]).toEqual(stored.map((row) => row.receipt_code));
    expect([stored.length, letters.length]).toEqual([1, 1]);
  });

  test('eight attempts of several people with the same words are one submission', async () => {
    const { codes, stored, letters } = await atOnce(Array.from({ length: 8 }, () => [crypto.randomUUID(), 'Không.']));
    expect([...codes]).toEqual(stored.map((row) => row.receipt_code));
    expect([stored.length, letters.length]).toEqual([1, 1]);
  });

  test('two people with different words are two versions, each with its own receipt', async () => {
    const attempts = [crypto.randomUUID(), crypto.randomUUID()];
    const { codes, stored } = await atOnce(['Một.', 'Hai.'].map((words, place) => [attempts[place] ?? '', words]));
    expect([...codes].toSorted()).toEqual(stored.map((row) => row.receipt_code).toSorted());
    expect(stored).toHaveLength(2);
  });
});

test('an incomplete report is refused with every place, and nothing is stored', async () => {
  const db = await givenDb();
  const { submit } = await givenOwing(db);
  await expect(submit('2026-12-10 08:00', undefined, { sections: {}, tasks: {} })).rejects.toMatchObject({
    code: 'request.invalid',
    problems: [{ field: 'sections.I' }, { field: 'sections.III' }, { field: 'sections.IV' }],
  });
  expect(await db.selectFrom('submission').selectAll().execute()).toEqual([]);
});

test('after the cycle has closed nothing is received, and the draft is kept', async () => {
  const db = await givenDb();
  const { submit, obligation, actor } = await givenOwing(db);
  await saveDraft(db, { obligation, content: givenReport(), seen: 0, actor, at: vn('2026-12-10 08:00') });
  await db
    .updateTable('cycle')
    .set({ closed_at: vn('2026-12-31 17:00') })
    .execute();
  await expect(submit('2026-12-31 17:01')).rejects.toMatchObject({ code: 'cycle.closed' });
  expect((await db.selectFrom('draft').selectAll().executeTakeFirstOrThrow()).version).toBe(1);
});

test('the receipt goes to the contact and the head, and its post office is woken for it', async () => {
  const db = await givenDb();
  const { submit } = await givenOwing(db);
  await db.deleteFrom('wake').execute();
  await submit('2026-12-10 08:00');
  const { recipients, post_office } = await db
    .selectFrom('notification')
    .select(['recipients', 'post_office'])
    .where('kind', '=', 'receipt')
    .executeTakeFirstOrThrow();
  expect(recipients.map(({ role }) => role)).toEqual(['focal', 'head']);
  const woken = await db.selectFrom('wake').select('matter').execute();
  expect(woken.map(({ matter }) => matter)).toEqual([`post-office/${post_office}`]);
});

test.each([
  ['the same words, typed in another order', { III: 'Hạn chế.', I: 'Tình hình.' }],
  ['other words', { I: 'Tình hình khác.', III: 'Hạn chế.' }],
] as const)('what is sent is stored word for word, whatever the draft holds: %s', async (_, changed) => {
  const db = await givenDb();
  const { submit, obligation, actor } = await givenOwing(db);
  const saved = givenReport({ I: 'Tình hình.', III: 'Hạn chế.' });
  await saveDraft(db, { obligation, content: saved, seen: 0, actor, at: vn('2026-12-10 08:00') });
  const sent = givenReport();
  const sections = Object.fromEntries(Object.entries({ ...changed, ...sent.sections, ...changed }));
  const { sha256 } = await submit('2026-12-10 09:00', undefined, { ...sent, sections });
  const stored = await db.selectFrom('submission').select('content').executeTakeFirstOrThrow();
  expect(stored.content).toEqual({ ...sent, sections, attachments: [] });
  expect(contentHash(stored.content)).toBe(sha256);
  const draft = await db.selectFrom('draft').selectAll().executeTakeFirstOrThrow();
  expect(draft.content).toEqual({ ...sent, sections });
  expect(draft.version).toBe(sections.I === saved.sections['I'] ? 1 : 2);
});

test('files beside a saved draft are stored with its words', async () => {
  const db = await givenDb();
  const { submit, obligation, actor } = await givenOwing(db);
  await saveDraft(db, { obligation, content: givenReport(), seen: 0, actor, at: vn('2026-12-10 08:00') });
  const content = Buffer.from('%PDF-1.7 minh chứng');
  const file = { name: 'minh-chung.pdf', mediaType: 'application/pdf', content };
  await attachFile(db, { obligation, ...file, actor, at: vn('2026-12-10 08:30') });
  const { sha256 } = await submit('2026-12-10 09:00');
  const stored = await db.selectFrom('submission').select('content').executeTakeFirstOrThrow();
  expect(stored.content).toMatchObject({ ...givenReport(), attachments: [{ name: 'minh-chung.pdf' }] });
  expect(contentHash(stored.content)).toBe(sha256);
});

test('a draft that a release without hashes saved over another is not taken for that one', async () => {
  const db = await givenDb();
  const { submit, obligation, actor } = await givenOwing(db);
  await saveDraft(db, { obligation, content: givenReport(), seen: 0, actor, at: vn('2026-12-10 08:00') });
  const over = JSON.stringify(givenReport({ I: 'Của bản cũ.' }));
  await sql`update draft set content = ${over}::jsonb, version = 2`.execute(db);
  await submit('2026-12-10 09:00');
  const { content } = await db.selectFrom('submission').select('content').executeTakeFirstOrThrow();
  expect(content).toEqual({ ...givenReport(), attachments: [] });
});

test('a draft that a release without hashes saved is still the same draft when it is sent', async () => {
  const db = await givenDb();
  const { submit, obligation, actor } = await givenOwing(db);
  await saveDraft(db, { obligation, content: givenReport(), seen: 0, actor, at: vn('2026-12-10 08:00') });
  await db.updateTable('draft').set({ sha256: null, hashed_version: null }).execute();
  await submit('2026-12-10 09:00');
  expect((await db.selectFrom('draft').selectAll().executeTakeFirstOrThrow()).version).toBe(1);
  const { content } = await db.selectFrom('submission').select('content').executeTakeFirstOrThrow();
  expect(content).toEqual({ ...givenReport(), attachments: [] });
});

test('a draft that somebody saved meanwhile is not overwritten', async () => {
  const db = await givenDb();
  const { obligation, actor } = await givenOwing(db);
  const save = (seen: number, text: string) =>
    saveDraft(db, { obligation, content: givenReport({ I: text }), seen, actor, at: vn('2026-12-10 08:00') });
  expect(await save(0, 'một')).toBe(1);
  await expect(save(0, 'hai')).rejects.toMatchObject({ code: 'fact.changed' });
  expect((await db.selectFrom('draft').selectAll().executeTakeFirstOrThrow()).content.sections['I']).toBe('một');
  expect(await save(1, 'ba')).toBe(2);
  await expect(save(1, 'bốn')).rejects.toMatchObject({ code: 'fact.changed', facts: { seen: '1', current: '2' } });
  expect((await db.selectFrom('draft').selectAll().executeTakeFirstOrThrow()).content.sections['I']).toBe('ba');
});

test('invariant 5: a return gives a correction date by which the next version is measured, and tells the agency', async () => {
  const db = await givenDb();
  const { submit, obligation, officer } = await givenOwing(db);
  const { submission } = await submit('2026-12-16 08:00');
  const reasons = [{ field: 'sections.III', message: 'Chưa nêu nguyên nhân' }];
  const correctionDue = Temporal.PlainDate.from('2026-12-21');
  const giveBack = () =>
    returnReport(db, { submission, reasons, correctionDue, actor: officer, at: vn('2026-12-18 09:00') });
  await giveBack();
  await giveBack();
  expect(await getObligation(db, obligation)).toMatchObject({ state: 'returned', revision: 1 });
  expect(await submit('2026-12-21 23:00')).toMatchObject({ onTime: true, version: 2 });
  const told = await db.selectFrom('notification').select('kind').where('kind', '=', 'returned').execute();
  expect(told).toHaveLength(1);
  await expect(acceptReport(db, { submission, actor: officer, at: vn('2026-12-22 09:00') })).rejects.toMatchObject({
    code: 'submission.not_latest',
  });
});

test('a report returned early is on time until its own date, however early the correction was wanted, and a day off is no date for one', async () => {
  const db = await givenDb();
  const { submit, officer } = await givenOwing(db);
  const { submission } = await submit('2026-12-09 08:00');
  const reasons = [{ field: 'sections.III', message: 'Chưa nêu nguyên nhân' }];
  const giveBack = (day: string) =>
    returnReport(db, {
      ...{ submission, reasons, correctionDue: Temporal.PlainDate.from(day), actor: officer },
      at: vn('2026-12-09 09:00'),
    });
  await expect(giveBack('2026-12-13')).rejects.toMatchObject({ code: 'correction.day_off' });
  await giveBack('2026-12-11');
  const receipt = await submit('2026-12-14 09:00');
  expect([receipt.onTime, receipt.due.toString()]).toEqual([true, '2026-12-17']);
});

test('invariant 5: a granted extension moves the date of that agency only, and tells it; a refused one moves nothing', async () => {
  const db = await givenDb();
  const { obligation, actor, officer } = await givenOwing(db);
  const other = await givenAgency(db, 'kl69-nam/2026', 'SNV');
  const until = Temporal.PlainDate.from('2026-12-21');
  const ask = (who: typeof other) =>
    requestExtension(db, {
      obligation: who.obligation,
      until,
      reason: 'Sắp xếp bộ máy',
      actor: who.actor,
      at: vn('2026-12-15 09:00'),
    });
  const mine = await ask({ ...other, obligation, actor });
  const theirs = await ask(other);
  expect(await ask(other)).toBe(theirs);
  const decide = (extension: string, decision: 'granted' | 'refused') =>
    decideExtension(db, { extension, decision, words: '1520/SKHCN-VP', actor: officer, at: vn('2026-12-15 14:00') });
  await decide(mine, 'granted');
  await decide(mine, 'granted');
  await decide(theirs, 'refused');
  await expect(decide(theirs, 'granted')).rejects.toMatchObject({ code: 'extension.decided' });
  expect((await getObligation(db, obligation)).extendedDue?.toString()).toBe('2026-12-21');
  expect((await getObligation(db, other.obligation)).extendedDue).toBeUndefined();
  const told = await db
    .selectFrom('notification')
    .select(['kind', 'agency_code'])
    .where('slot', 'like', '%extension-decided%')
    .execute();
  expect(told.map(({ kind, agency_code }) => `${agency_code} ${kind}`).toSorted()).toEqual([
    'SNV extension-refused',
    'STC extension-granted',
  ]);
});

test('an extension beyond the regime’s limit, or not beyond the date in force, is refused by name', async () => {
  const db = await givenDb();
  const { obligation, actor } = await givenOwing(db);
  const ask = (until: string) =>
    requestExtension(db, {
      obligation,
      until: Temporal.PlainDate.from(until),
      reason: 'x',
      actor,
      at: vn('2026-12-15 09:00'),
    });
  await expect(ask('2026-12-23')).rejects.toMatchObject({ code: 'extension.too_late', facts: { limit: '2026-12-22' } });
  await expect(ask('2026-12-17')).rejects.toMatchObject({ code: 'extension.not_later' });
});
