import { expect, test } from 'vitest';
import { everyPostOffice } from '../../domain/post-office.ts';
import { claimLetters } from '../../office/claim-letters.ts';
import { submitReport } from '../../office/submit-report.ts';
import { takeWave } from '../../office/take-wave.ts';
import { listWaitingWakes } from '../../store/wakes.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { requestStep } from '../given/cycle-steps.ts';
import { givenDb } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

const due = Temporal.PlainDate.from('2026-12-17');
const request = requestStep;
const remind = (rung: string, at: string) => ({
  key: `${rung}@2026-12-17`,
  kind: 'remind' as const,
  rung,
  at: vn(at),
  due,
});

const states = async (db: Db, rung: string): Promise<Record<string, number>> => {
  const rows = await db.selectFrom('notification').select('state').where('rung', '=', rung).execute();
  return Object.fromEntries([...Map.groupBy(rows, ({ state }) => state)].map(([state, some]) => [state, some.length]));
};

test('the request goes to focal contact, head and mailbox of each of the 110 agencies, once', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  expect(await takeWave(db, cycle, request, vn('2026-11-18 08:00'))).toMatchObject({ planned: 110, failed: 0 });
  await takeWave(db, cycle, request, vn('2026-11-18 08:00:05'));
  expect(await states(db, 'request')).toEqual({ planned: 110 });
  const { recipients, why } = await db
    .selectFrom('notification')
    .select(['recipients', 'why'])
    .where('slot', '=', 'kl69-nam/2026/STC/request')
    .executeTakeFirstOrThrow();
  expect(recipients.map(({ role }) => role)).toEqual(['focal', 'head', 'mailbox']);
  expect(why).toContain('Kế hoạch, mục III.2');
  expect((await listWaitingWakes(db)).map(({ matter }) => matter)).toEqual(
    expect.arrayContaining(['post-office/1', 'post-office/2', 'post-office/3', 'post-office/4']),
  );
});

test('a reminder of T-10 goes to the focal contact, of T-3 also to the head', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  await takeWave(db, cycle, request, vn('2026-11-18 08:00'));
  await takeWave(db, cycle, remind('remind-10', '2026-12-03 08:00'), vn('2026-12-03 08:00'));
  await takeWave(db, cycle, remind('remind-3', '2026-12-14 08:00'), vn('2026-12-14 08:00'));
  const roles = async (rung: string) => {
    const slot = `kl69-nam/2026/STC/${rung}`;
    const row = await db
      .selectFrom('notification')
      .select('recipients')
      .where('slot', '=', slot)
      .executeTakeFirstOrThrow();
    return row.recipients.map(({ role }) => role);
  };
  expect([await roles('remind-10'), await roles('remind-3')]).toEqual([['focal'], ['focal', 'head']]);
});

test('an agency that has reported has a cancelled line in the ledger instead of a reminder', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const { obligation, actor } = await givenAgency(db, cycle);
  await takeWave(db, cycle, request, vn('2026-11-18 08:00'));
  await submitReport(db, {
    obligation,
    report: givenReport(),
    attempt: crypto.randomUUID(),
    actor,
    at: vn('2026-12-01 08:00'),
  });
  await takeWave(db, cycle, remind('remind-10', '2026-12-03 08:00'), vn('2026-12-03 08:00'));
  expect(await states(db, 'remind-10')).toEqual({ planned: 109, cancelled: 1 });
});

test('invariant 3: a machine that slept from before T-10 to after T-3 sends T-3 only, and says so', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  await takeWave(db, cycle, request, vn('2026-11-18 08:00'));
  const wakesUp = vn('2026-12-15 09:00');
  await takeWave(db, cycle, remind('remind-10', '2026-12-03 08:00'), wakesUp);
  await takeWave(db, cycle, remind('remind-3', '2026-12-14 08:00'), wakesUp);
  expect([await states(db, 'remind-10'), await states(db, 'remind-3')]).toEqual([{ overtaken: 110 }, { planned: 110 }]);
  const slot = 'kl69-nam/2026/STC/remind-3';
  const { caught_up_days } = await db
    .selectFrom('notification')
    .select('caught_up_days')
    .where('slot', '=', slot)
    .executeTakeFirstOrThrow();
  expect(caught_up_days).toBe(1);
});

test('invariant 11: an agency without any contact fails by itself, is flagged, and the other 109 are reminded', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  await givenStaff(db, 'officer');
  await db
    .updateTable('contact')
    .set({ withdrawn_at: vn('2026-11-01 08:00') })
    .where('agency_code', '=', 'STC')
    .execute();
  expect(await takeWave(db, cycle, request, vn('2026-11-18 08:00'))).toMatchObject({ planned: 109, failed: 1 });
  const flags = db.selectFrom('notification').selectAll().where('slot', 'like', 'kl69-nam/2026/STC/request/flag/to-%');
  const row = await flags.executeTakeFirstOrThrow();
  expect(row).toMatchObject({ kind: 'step-failed', state: 'planned' });
  expect(row.letter).toMatchObject({ agency: 'Sở Tài chính', code: 'no_contact' });
});

test('a wave that is taken a minute ahead says what holds at its moment, and its letters wait for that', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const { obligation, actor } = await givenAgency(db, cycle);
  const urge = { ...remind('urge-1', '2026-12-18 08:00'), kind: 'urge' as const };
  await takeWave(db, cycle, urge, vn('2026-12-18 07:59'));
  expect(await states(db, 'urge-1')).toEqual({ planned: 110 });
  const line = () =>
    db.selectFrom('notification').selectAll().where('slot', '=', `${cycle}/STC/urge-1`).executeTakeFirstOrThrow();
  const { planned_at, not_before, letter, caught_up_days } = await line();
  expect([planned_at, not_before, caught_up_days]).toEqual([urge.at, urge.at, 0]);
  expect(letter).toMatchObject({ workingDaysLate: 1 });
  const { taken_at } = await db.selectFrom('step').selectAll().where('key', '=', urge.key).executeTakeFirstOrThrow();
  expect(taken_at).toEqual(vn('2026-12-18 07:59'));

  const attempt = crypto.randomUUID();
  await submitReport(db, { obligation, report: givenReport(), attempt, actor, at: vn('2026-12-18 07:59:30') });
  const claim = async (at: string) => {
    const claims = await Promise.all(
      everyPostOffice.map((postOffice) =>
        claimLetters(db, { postOffice, limit: 200, messageIdOf: (slots) => `<${slots}@x>`, at: vn(at) }),
      ),
    );
    return claims.flatMap(({ envelopes }) => envelopes.flatMap(({ lines }) => lines.map(({ kind }) => kind)));
  };
  expect(await claim('2026-12-18 07:59:59.999')).toEqual(['receipt']);
  expect((await claim('2026-12-18 08:00')).filter((kind) => kind === 'urge')).toHaveLength(109);
  expect(await line()).toMatchObject({ state: 'cancelled', reason: 'submitted' });
});

test('a wave that fails half way leaves nothing: neither lines nor the step', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const unknown = { ...request, rung: 'no-such-rung', key: 'no-such-rung@2026-12-17' };
  await expect(takeWave(db, cycle, unknown, vn('2026-11-18 08:00'))).rejects.toThrow();
  expect(await db.selectFrom('notification').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('step').select('key').where('kind', '=', 'request').execute()).toEqual([]);
});

test('an agency whose date lies beyond the calendar is flagged once, with the year to bring in; the others go on', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const officer = await givenStaff(db, 'officer');
  const { obligation } = await givenAgency(db, cycle);
  const beyond = Temporal.PlainDate.from('2040-01-16');
  await db.updateTable('obligation').set({ extended_due: beyond }).where('id', '=', obligation).execute();
  expect(await takeWave(db, cycle, request, vn('2026-11-18 08:00'))).toMatchObject({ planned: 109 });
  await takeWave(db, cycle, remind('remind-10', '2026-12-03 08:00'), vn('2026-12-03 08:00'));
  const flags = await db.selectFrom('notification').selectAll().where('kind', '=', 'step-failed').execute();
  expect(flags.map(({ recipients, page, state }) => [recipients[0]?.email, page, state])).toEqual([
    [officer.email, '/cycles/kl69-nam/2026/agencies/STC', 'planned'],
  ]);
  expect(flags[0]?.letter).toMatchObject({
    agency: 'Sở Tài chính',
    code: 'calendar.gap',
    beyond: { year: 2040, due: { day: '2040-01-16' } },
  });
});
