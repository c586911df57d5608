import { expect, test } from 'vitest';
import { noteIntake } from '../../office/note-intake.ts';
import { submitReport } from '../../office/submit-report.ts';
import { openServer } from '../../store/connection.ts';
import type { Db } from '../../store/connection.ts';
import { migrate } from '../../store/migrate.ts';
import { listOutages } from '../../store/outages.ts';
import { listSubmissions } from '../../store/submissions.ts';
import { vn } from '../given/clock.ts';
import { givenPolicy, lettersOf } from '../given/cycle-steps.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenAgency } from '../given/people.ts';
import { givenPostgres, withoutPostgres } from '../given/postgres.ts';
import { givenReport } from '../given/report.ts';

const limit = Temporal.Duration.from({ seconds: 30 });
const beat = (db: Db, at: string) => noteIntake(db, { at: vn(at), limit });

/** The system has been up until then. */
const isUp = (db: Db, at: string) =>
  db
    .updateTable('heartbeat')
    .set({ beat_at: vn(at) })
    .execute();

const outages = async (db: Db) =>
  (await listOutages(db)).map(({ beganAt, endedAt }) => [beganAt.toString(), endedAt.toString()]);

const between = (began: string, ended: string) => [vn(began).toString(), vn(ended).toString()];

async function givenOwing(db: Db) {
  const cycle = await givenCycle(db);
  const { obligation, actor } = await givenAgency(db, cycle);
  // Each with words of its own: the same ones again would be no new version.
  const submit = (at: string) =>
    submitReport(db, { obligation, report: givenReport({ III: at }), attempt: crypto.randomUUID(), actor, at: vn(at) });
  return { obligation, submit };
}

test('a gap of more than the limit between beats is an outage, a shorter one is none', async () => {
  const db = await givenDb();
  await beat(db, '2026-12-17 20:59:00');
  await beat(db, '2026-12-17 20:59:30');
  expect(await outages(db)).toEqual([]);
  await beat(db, '2026-12-18 07:40:00');
  await beat(db, '2026-12-18 07:40:02');
  expect(await outages(db)).toEqual([between('2026-12-17 20:59:30', '2026-12-18 07:40:00')]);
});

test('a process whose clock is behind does not take the beat back', async () => {
  const db = await givenDb();
  await beat(db, '2026-12-17 09:00:20');
  await beat(db, '2026-12-17 09:00:10');
  await beat(db, '2026-12-17 09:00:45');
  expect(await outages(db)).toEqual([]);
});

test('processes of a server that come back together record one outage', async () => {
  if (withoutPostgres) throw new Error(withoutPostgres);
  const postgres = await givenPostgres();
  const store = openServer(postgres.url);
  try {
    await migrate(store.db);
    await beat(store.db, '2026-12-17 21:00');
    await Promise.all(Array.from({ length: 6 }, (_, place) => beat(store.db, `2026-12-18 07:40:0${place}`)));
    expect(await outages(store.db)).toHaveLength(1);
  } finally {
    await store.close();
    await postgres.stop();
  }
});

test('a report that comes soon after an outage over its deadline is on time because of it, and its receipt and letter say so', async () => {
  const db = await givenDb();
  const { submit, obligation } = await givenOwing(db);
  await beat(db, '2026-12-17 21:00');
  await beat(db, '2026-12-18 07:40');
  await isUp(db, '2026-12-18 08:59:59');
  const receipt = await submit('2026-12-18 09:00');
  const outage = { beganAt: vn('2026-12-17 21:00'), endedAt: vn('2026-12-18 07:40') };
  expect(receipt).toMatchObject({ onTime: true, workingDaysLate: 0, outage });
  const [stored] = await listSubmissions(db, obligation);
  expect(stored?.outage_id).toBe((await listOutages(db))[0]?.id);
  const [letter] = await lettersOf(db, 'receipt');
  expect(letter?.letter).toMatchObject({ outage: { endedAt: { instant: vn('2026-12-18 07:40').toString() } } });
  await isUp(db, '2026-12-18 15:40');
  const late = await submit('2026-12-18 15:40:01');
  expect(late).toMatchObject({ onTime: false, workingDaysLate: 1 });
  expect(late.outage).toBeUndefined();
});

test('the first report after an outage counts though nobody has beaten yet, and the outage is recorded once', async () => {
  const db = await givenDb();
  const { submit } = await givenOwing(db);
  await beat(db, '2026-12-17 21:00');
  expect(await submit('2026-12-18 07:40')).toMatchObject({ onTime: true, outage: { endedAt: vn('2026-12-18 07:40') } });
  await beat(db, '2026-12-18 07:40:01');
  expect(await outages(db)).toHaveLength(1);
});

test('an outage that was over before the deadline excuses nobody', async () => {
  const db = await givenDb();
  const { submit } = await givenOwing(db);
  await beat(db, '2026-12-17 09:00');
  await beat(db, '2026-12-17 23:00');
  await beat(db, '2026-12-17 23:00:20');
  await isUp(db, '2026-12-18 08:59:50');
  expect(await submit('2026-12-18 09:00')).toMatchObject({ onTime: false });
});

test('within the regime’s grace a report is on time without any outage', async () => {
  const db = await givenDb();
  const { submit } = await givenOwing(db);
  await givenPolicy(db, { graceHours: 4 });
  const receipt = await submit('2026-12-18 03:59:59');
  expect(receipt).toMatchObject({ onTime: true, workingDaysLate: 0 });
  expect(receipt.outage).toBeUndefined();
  expect(await submit('2026-12-18 04:00')).toMatchObject({ onTime: false });
});

test('a regime that locks refuses what comes too late, keeps nothing of it, and an extension opens it again', async () => {
  const db = await givenDb();
  const { submit, obligation } = await givenOwing(db);
  await givenPolicy(db, { late: { policy: 'lock', workingDays: 1 } });
  expect(await submit('2026-12-18 23:59')).toMatchObject({ onTime: false, version: 1 });
  await expect(submit('2026-12-19 00:00')).rejects.toMatchObject({
    code: 'submission.locked',
    facts: { due: '2026-12-17', since: vn('2026-12-19 00:00').toString() },
  });
  expect(await listSubmissions(db, obligation)).toHaveLength(1);
  await db
    .updateTable('obligation')
    .set({ extended_due: Temporal.PlainDate.from('2026-12-21') })
    .where('id', '=', obligation)
    .execute();
  expect(await submit('2026-12-21 10:00')).toMatchObject({ onTime: true, version: 2 });
});
