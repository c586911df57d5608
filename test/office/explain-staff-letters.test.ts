import { expect, test } from 'vitest';
import { draftEscalation } from '../../office/draft-escalation.ts';
import { explainStaffDay } from '../../office/explain-staff-letters.ts';
import { flagFocalAgency } from '../../office/flag-focal-agency.ts';
import { pressReviews } from '../../office/press-focal-agency.ts';
import { submitReport } from '../../office/submit-report.ts';
import { vn } from '../given/clock.ts';
import { pdate } from '../given/cycle-steps.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

/** A cycle whose list of missing agencies was flagged on 18/12 at 08:00. */
async function givenFlagged() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const officer = await givenStaff(db, 'officer');
  const leader = await givenStaff(db, 'leader');
  const viewer = await givenStaff(db, 'viewer');
  const at = vn('2026-12-18 08:00');
  await flagFocalAgency(db, cycle, { key: 'flag-missing', kind: 'flag', rung: 'flag-missing', at }, at);
  const explain = async (recipient: string, day: string, now = '2026-12-21 09:00') => {
    const explained = await explainStaffDay(db, { cycle, recipient, day: pdate(day), now: vn(now) });
    return {
      ...explained,
      slots: explained.lines.map(({ slot }) => slot.split('/').slice(2, -1).join('/')),
      fates: Object.fromEntries(explained.steps.map(({ rung, fate }) => [rung, fate.outcome])),
    };
  };
  return { db, cycle, officer, leader, viewer, explain };
}

test('the list of missing agencies came to the officer because it is the officer’s; later steps have not come yet', async () => {
  const { officer, explain } = await givenFlagged();
  const { slots, fates, next } = await explain(officer.email, '2026-12-18', '2026-12-18 09:00');
  expect(slots).toEqual(['flag-missing']);
  expect(fates).toMatchObject({ 'flag-missing': 'in_ledger', escalate: 'ahead', 'send-up': 'ahead' });
  expect(next?.rung).toBe('compile-draft');
});

test('a reader of UBND tỉnh is told that no step is theirs', async () => {
  const { viewer, explain } = await givenFlagged();
  const { slots, steps } = await explain(viewer.email, '2026-12-18');
  expect(slots).toEqual([]);
  expect(new Set(steps.map(({ fate }) => fate.outcome))).toEqual(new Set(['not_reader']));
  expect(steps[0]?.fate).toEqual({ outcome: 'not_reader', to: ['officer', 'leader'] });
});

test('who had no account when the list was made is told so; a step whose time has passed untaken is overdue', async () => {
  const { db, explain } = await givenFlagged();
  const late = await givenStaff(db, 'officer');
  const { fates } = await explain(late.email, '2026-12-18', '2026-12-22 08:30');
  expect(fates).toMatchObject({ 'flag-missing': 'not_reader_then', escalate: 'overdue' });
});

test('a report that lies is pressed upon the officer first: the leader is told why that letter was not theirs yet', async () => {
  const { db, cycle, officer, leader, explain } = await givenFlagged();
  const agency = await givenAgency(db, cycle);
  const report = { report: givenReport(), attempt: crypto.randomUUID() };
  await submitReport(db, { ...agency, ...report, at: vn('2026-12-16 10:00') });
  const at = vn('2026-12-18 08:00');
  const step = { key: 'review-wait-2026-12-18', kind: 'press-review', rung: 'review-wait', at } as const;
  await pressReviews(db, cycle, step, at);
  const pressedOn = async (email: string, day: string) =>
    (await explain(email, day)).steps
      .filter(({ kind }) => kind === 'press-review')
      .map(({ at: moment, fate }) => [moment.toString().slice(0, 10), fate.outcome]);
  expect(await pressedOn(officer.email, '2026-12-18')).toEqual([
    ['2026-12-18', 'in_ledger'],
    ['2026-12-22', 'ahead'],
  ]);
  expect(await pressedOn(leader.email, '2026-12-18')).toEqual([
    ['2026-12-18', 'nothing_waited'],
    ['2026-12-22', 'ahead'],
  ]);
});

test('a step that fell on a day off is named with the day that the regime states', async () => {
  const { db, cycle, officer, explain } = await givenFlagged();
  await db
    .insertInto('calendar_day')
    .values({
      ...{ version: (await db.selectFrom('calendar').select('version').executeTakeFirstOrThrow()).version },
      ...{ date: pdate('2026-12-22'), name: 'Nghỉ bù', kind: 'swapped_off', source: 's', confidence: 'high' },
    })
    .execute();
  // A version with other days is another version.
  await db.updateTable('calendar').set({ given_sha256: 'with a day off' }).execute();
  const at = vn('2026-12-23 08:00');
  await draftEscalation(db, cycle, { key: 'escalate', kind: 'escalate', rung: 'escalate', at }, at);
  const { dayOff, steps } = await explain(officer.email, '2026-12-22', '2026-12-24 09:00');
  expect(dayOff).toBe('Nghỉ bù');
  const escalated = steps.find(({ rung }) => rung === 'escalate');
  expect([escalated?.statedOn?.toString(), escalated?.fate.outcome]).toEqual(['2026-12-22', 'in_ledger']);
});

test('an administrator stands in for a role that nobody has; an unknown address is refused', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const admin = await givenStaff(db, 'admin');
  const asked = { cycle, day: pdate('2026-12-18'), now: vn('2026-12-01 08:00') };
  const { steps } = await explainStaffDay(db, { ...asked, recipient: admin.email });
  expect(new Set(steps.map(({ fate }) => fate.outcome))).toEqual(new Set(['ahead']));
  await expect(explainStaffDay(db, { ...asked, recipient: 'nobody@skhcn.example' })).rejects.toThrow(
    'account.not_found',
  );
});
