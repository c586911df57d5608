import { expect, test } from 'vitest';
import { explainDay } from '../../office/explain-letters.ts';
import { reopenReport } from '../../office/reopen-report.ts';
import type { Reopen } from '../../office/reopen-report.ts';
import { acceptReport } from '../../office/review-report.ts';
import { startCompilation } from '../../office/start-compilation.ts';
import { listSources } from '../../store/compilations.ts';
import type { Db } from '../../store/connection.ts';
import { getObligation } from '../../store/obligations.ts';
import { vn } from '../given/clock.ts';
import { givenDb } from '../given/db.ts';
import { givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';
import { givenReceived } from '../given/reviewed.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

async function givenAccepted(db: Db) {
  const received = await givenReceived(db);
  const { actor } = received.officer;
  await acceptReport(db, { submission: received.submission, actor, at: vn('2026-12-11 09:00') });
  const reopen = (change: Partial<Reopen> = {}) =>
    reopenReport(db, {
      ...{ submission: received.submission, reason: 'Số giải ngân được đính chính.', correctionDue: day('2026-12-16') },
      ...{ actor, at: vn('2026-12-14 09:00'), ...change },
    });
  const obligation = () => getObligation(db, received.agency.obligation);
  return { ...received, actor, reopen, obligation };
}

test('a reopened report is owed again by its correction date, and its agency is told why, once', async () => {
  const db = await givenDb();
  const { reopen, obligation, submit, cycle } = await givenAccepted(db);
  await reopen();
  await reopen({ reason: 'Lần nữa.', at: vn('2026-12-14 10:00') });
  expect(await obligation()).toMatchObject({ state: 'returned', revision: 1, correctionDue: day('2026-12-16') });
  const letters = await db
    .selectFrom('notification')
    .select(['slot', 'letter'])
    .where('kind', '=', 'reopened')
    .execute();
  expect(letters).toMatchObject([{ letter: { reason: 'Số giải ngân được đính chính.' } }]);
  const lines = await db.selectFrom('audit').select(['verb', 'facts']).where('verb', '=', 'reopen').execute();
  expect(lines).toMatchObject([{ facts: { correctionDue: '2026-12-16' } }]);
  const wakes = await db.selectFrom('wake').select('matter').where('kind', '=', 'cycle').execute();
  expect(wakes.map(({ matter }) => matter)).toContain(`cycle/${cycle}`);
  await submit('2026-12-16 23:00', givenReport({ III: 'Đã đính chính.' }));
  expect((await obligation()).state).toBe('submitted');
});

test('a reopened report climbs the ladder of a correction', async () => {
  const db = await givenDb();
  const { reopen, cycle } = await givenAccepted(db);
  await reopen();
  const now = vn('2026-12-14 12:00');
  const { next, held } = await explainDay(db, { cycle, agency: 'STC', day: day('2026-12-15'), now });
  expect(next?.rung).toBe('correct-remind');
  expect(held.at(-1)).toMatchObject({ kind: 'correction' });
});

test('the accepted version cannot be accepted again; the one that corrects it can, and ends the correction', async () => {
  const db = await givenDb();
  const { reopen, submission, actor, submit, obligation } = await givenAccepted(db);
  await reopen();
  await expect(acceptReport(db, { submission, actor, at: vn('2026-12-14 10:00') })).rejects.toMatchObject({
    code: 'submission.reviewed',
  });
  const second = await submit('2026-12-15 08:00', givenReport({ III: 'Đã đính chính.' }));
  await acceptReport(db, { submission: second, actor, at: vn('2026-12-15 10:00') });
  expect(await obligation()).toMatchObject({ state: 'accepted', correctionDue: undefined });
  await reopen({ submission: second, at: vn('2026-12-15 11:00') });
  expect(await obligation()).toMatchObject({ state: 'returned', revision: 2 });
});

test('what was compiled from a report that is opened again keeps it as a source; the next run is without it', async () => {
  const db = await givenDb();
  const { reopen, submission, cycle, actor } = await givenAccepted(db);
  const compile = (slot: string) =>
    startCompilation(db, { cycle, final: false, slot, actor, at: vn('2026-12-12 09:00') });
  const before = await compile('before');
  await reopen();
  const after = await compile('after');
  expect((await listSources(db, before)).map((source) => source.id)).toEqual([submission]);
  expect(await listSources(db, after)).toEqual([]);
});

test.each([
  { change: { reason: ' ' }, code: 'request.invalid', because: 'it has no reason' },
  { change: { correctionDue: day('2026-12-14') }, code: 'correction.not_later', because: 'the date is today' },
  { change: { correctionDue: day('2026-12-19') }, code: 'correction.day_off', because: 'the date is a Saturday' },
  { change: { correctionDue: day('2026-12-28') }, code: 'extension.too_late', because: 'Sở has sent by then' },
])('reopening is refused with $code when $because', async ({ change, code }) => {
  const db = await givenDb();
  const { reopen, obligation } = await givenAccepted(db);
  await expect(reopen(change)).rejects.toMatchObject({ code });
  expect((await obligation()).state).toBe('accepted');
});

test('only an accepted report of an open cycle is reopened, and only by who may review', async () => {
  const db = await givenDb();
  const { reopen, submit } = await givenAccepted(db);
  const { actor } = await givenStaff(db, 'viewer');
  expect(() => reopen({ actor })).toThrow('actor.not_allowed');
  await db
    .updateTable('cycle')
    .set({ closed_at: vn('2026-12-14 08:00') })
    .execute();
  await expect(reopen()).rejects.toMatchObject({ code: 'cycle.closed' });
  await db.updateTable('cycle').set({ closed_at: null }).execute();
  await reopen();
  const second = await submit('2026-12-15 08:00');
  await expect(reopen({ submission: second })).rejects.toMatchObject({ code: 'submission.not_accepted' });
  await expect(reopen()).rejects.toMatchObject({ code: 'submission.not_latest' });
});
