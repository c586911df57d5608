import { expect, test } from 'vitest';
import { everyPostOffice } from '../../domain/post-office.ts';
import { acceptReport } from '../../office/review-report.ts';
import { claimLetters } from '../../office/claim-letters.ts';
import type { LedgerLine } from '../../office/claim-letters.ts';
import { confirmClaims } from '../../office/confirm-claims.ts';
import { releaseOrphans, settleAllSent, settlePutOff } from '../../office/settle-letter.ts';
import { submitReport } from '../../office/submit-report.ts';
import { takeWave } from '../../office/take-wave.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenAgency } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

const due = Temporal.PlainDate.from('2026-12-17');
const slot = 'kl69-nam/2026/STC/request';

/** The requests of a cycle, claimed at 08:00:01; Sở Tài chính's is the one that a test is about. */
async function givenClaims() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const at = vn('2026-11-18 08:00');
  await takeWave(db, cycle, { key: 'request@2026-12-17', kind: 'request', rung: 'request', at, due }, at);
  const claimed = await claimAll(db, vn('2026-11-18 08:00:01'));
  return { db, cycle, claimed, mine: only(claimed), agency: await givenAgency(db, cycle) };
}

async function claimAll(db: Db, at: Temporal.Instant): Promise<LedgerLine[]> {
  const lines: LedgerLine[] = [];
  for (const postOffice of everyPostOffice) {
    const { envelopes } = await claimLetters(db, {
      postOffice,
      limit: 500,
      messageIdOf: (slots) => `<${slots}@x>`,
      at,
    });
    lines.push(...envelopes.flatMap((envelope) => [...envelope.lines]));
  }
  return lines;
}

const only = (lines: readonly LedgerLine[]): LedgerLine[] => lines.filter((line) => line.slot === slot);

const line = (db: Db) => db.selectFrom('notification').selectAll().where('slot', '=', slot).executeTakeFirstOrThrow();

const submit = (
  db: Db,
  agency: { obligation: string; actor: Parameters<typeof submitReport>[1]['actor'] },
  at: Temporal.Instant,
) => submitReport(db, { ...agency, report: givenReport(), attempt: crypto.randomUUID(), at });

test('invariant 1: a report that came between the claim and the mail server holds its letter back', async () => {
  const { db, claimed, agency } = await givenClaims();
  await submit(db, agency, vn('2026-11-18 08:00:02'));
  const confirmed = await confirmClaims(db, claimed, vn('2026-11-18 08:00:03'));
  expect(confirmed.has(slot)).toBe(false);
  expect(confirmed.size).toBe(claimed.length - 1);
  expect(await line(db)).toMatchObject({ state: 'cancelled', reason: 'submitted' });
});

test('invariant 7: a delivery that slept through the evening sends nothing at night', async () => {
  const { db, mine } = await givenClaims();
  expect((await confirmClaims(db, mine, vn('2026-11-18 22:00'))).size).toBe(0);
  const { state, not_before } = await line(db);
  expect([state, not_before.toString()]).toEqual(['planned', vn('2026-11-19 07:00').toString()]);
});

test('a delivery that was believed dead leaves its letters to the one that took them over', async () => {
  const { db, mine } = await givenClaims();
  for (const postOffice of everyPostOffice) await releaseOrphans(db, postOffice);
  const again = only(await claimAll(db, vn('2026-11-18 08:05')));
  expect((await confirmClaims(db, mine, vn('2026-11-18 08:06'))).size).toBe(0);
  expect((await confirmClaims(db, again, vn('2026-11-18 08:06'))).size).toBe(1);
  expect(await line(db)).toMatchObject({ state: 'claimed', attempts: 2, unacknowledged: 1 });
});

test('a put-off word of the delivery that was believed dead does not touch the later attempt', async () => {
  const { db, mine } = await givenClaims();
  for (const postOffice of everyPostOffice) await releaseOrphans(db, postOffice);
  await claimAll(db, vn('2026-11-18 08:05'));
  const { attempts = 0 } = mine[0] ?? {};
  await settlePutOff(db, { slot, attempts, reply: '421', unacknowledged: true, at: vn('2026-11-18 08:06') });
  expect(await line(db)).toMatchObject({ state: 'claimed', attempts: 2, unacknowledged: 1 });
});

test('a letter that was given up for dead and has left all the same is sent, not sent again', async () => {
  const { db, mine } = await givenClaims();
  const messageId = mine[0]?.message_id ?? '';
  for (const postOffice of everyPostOffice) await releaseOrphans(db, postOffice);
  await settleAllSent(db, [{ slot, messageId, subject: 's', reply: '250', at: vn('2026-11-18 08:05') }]);
  expect((await line(db)).state).toBe('sent');
  expect(only(await claimAll(db, vn('2026-11-18 08:06')))).toEqual([]);
});

test('letters of one agency that wait together leave in one envelope, each with its own outcome', async () => {
  const { db, agency } = await givenClaims();
  const at = vn('2026-11-18 09:00');
  const receipt = await submit(db, agency, at);
  const { actor } = { actor: { kind: 'staff', account: 'a', name: 'A', role: 'officer' } as const };
  await acceptReport(db, { submission: receipt.submission, actor, at });
  await db
    .updateTable('notification')
    .set({ state: 'planned', message_id: null, kind: 'excused' })
    .where('slot', '=', slot)
    .execute();
  const claims = await Promise.all(
    everyPostOffice.map((postOffice) =>
      claimLetters(db, { postOffice, limit: 500, messageIdOf: (slots) => `<${slots}@x>`, at }),
    ),
  );
  const envelopes = claims.flatMap((claim) => claim.envelopes);
  const shared = envelopes.find(({ lines }) => lines.some((each) => each.slot === slot));
  expect(shared?.lines.map(({ kind }) => kind)).toEqual(['excused', 'accepted']);
  expect(shared?.recipients.map(({ role }) => role).toSorted()).toEqual(['focal', 'head', 'mailbox']);
  expect(envelopes.filter(({ lines }) => lines.some(({ kind }) => kind === 'receipt'))).toHaveLength(1);
  const messageId = shared?.messageId ?? '';
  await settleAllSent(
    db,
    shared?.lines.map((each) => ({ slot: each.slot, messageId, subject: 's', reply: '250', at })) ?? [],
  );
  const states = await db
    .selectFrom('notification')
    .select(['state', 'message_id'])
    .where('message_id', '=', messageId)
    .execute();
  expect(states.map(({ state }) => state)).toEqual(['sent', 'sent']);
});
