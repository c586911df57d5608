import { expect, test } from 'vitest';
import { groupsOf, nextCycleStep, planCycle } from '../../domain/cycle.ts';
import { toBeTold } from '../../domain/calendar-effect.ts';
import type { Actor } from '../../domain/actor.ts';
import { dueOf } from '../../domain/obligation.ts';
import { everyPostOffice } from '../../domain/post-office.ts';
import { isWave } from '../../domain/regime.ts';
import { byInstant } from '../../domain/zone.ts';
import { claimLetters } from '../../office/claim-letters.ts';
import { closeCycle } from '../../office/close-cycle.ts';
import { explainDay } from '../../office/explain-letters.ts';
import { decideExtension, requestExtension } from '../../office/extend-deadline.ts';
import { importCalendar, previewCalendar } from '../../office/import-calendar.ts';
import { submitReport } from '../../office/submit-report.ts';
import { takeWave } from '../../office/take-wave.ts';
import { wakeOpenMatters } from '../../office/wake-open-matters.ts';
import type { Db } from '../../store/connection.ts';
import { getCycle, readCycleFacts } from '../../store/cycles.ts';
import { listObligations } from '../../store/obligations.ts';
import { listWaitingWakes, settleWake } from '../../store/wakes.ts';
import { givenDay, givenVersion } from '../given/calendar.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { everythingIn, givenDb } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

const day = (iso: string) => Temporal.PlainDate.from(iso);

/** The cycle of 2026 with only so many agencies, so that a year passes quickly. */
async function givenFew(count = 6) {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const { actor } = await givenStaff(db, 'leader', 'Nguyễn Văn Minh');
  await db.deleteFrom('obligation').where('position', '>=', count).execute();
  return { db, cycle, actor, agencies: (await listObligations(db, cycle)).map(({ agency }) => agency) };
}

/** Takes the waves that fall before an instant as the engine does, and sends their letters at once. */
async function passTime(db: Db, cycle: string, until: string, from = '2026-11-05 08:00'): Promise<void> {
  for (;;) {
    const { regime, cycle: facts, groups, calendar, taken } = await readCycleFacts(db, cycle);
    const waves = planCycle(regime, facts.term, groupsOf(groups), calendar, taken).filter(({ kind }) => isWave(kind));
    const step = nextCycleStep(waves, taken);
    const at = step && [step.at, vn(from)].toSorted(byInstant).at(-1);
    if (!step || !at || Temporal.Instant.compare(at, vn(until)) >= 0) return;
    await takeWave(db, cycle, step, at);
    await sendAll(db, at);
  }
}

async function sendAll(db: Db, at: Temporal.Instant): Promise<void> {
  for (const postOffice of everyPostOffice) {
    await claimLetters(db, { postOffice, limit: 500, messageIdOf: (slot) => `<${slot}@x>`, at });
  }
  await db.updateTable('notification').set({ state: 'sent', settled_at: at }).where('state', '=', 'claimed').execute();
}

/** The letters that left to an agency, in order. */
async function sentTo(db: Db, agency: string): Promise<string[]> {
  const rows = await db
    .selectFrom('notification')
    .select(['kind', 'rung'])
    .where('agency_code', '=', agency)
    .where('state', '=', 'sent')
    .orderBy('claimed_at')
    .orderBy('slot')
    .execute();
  return rows.map(({ kind, rung }) => rung ?? kind);
}

const duesOf = async (db: Db, cycle: string) =>
  new Set((await listObligations(db, cycle)).map((each) => dueOf(each).due.toString()));

test('what became of each rung is told truly after a calendar has moved the date, and after an extension of the moved one', async () => {
  const { db, cycle, actor, agencies } = await givenFew();
  const [agency = ''] = agencies;
  await passTime(db, cycle, '2026-12-14 10:00');
  await importCalendar(db, { given: givenVersion(), actor, at: vn('2026-12-14 10:00') });
  await passTime(db, cycle, '2026-12-17 09:00');
  const fates = async (now: string) => {
    const { rungs, held } = await explainDay(db, { cycle, agency, day: day('2026-12-15'), now: vn(now) });
    const told = rungs
      .filter(({ rung }) => rung.startsWith('remind-'))
      .map(({ rung, due, fate }) => [
        `${rung} of ${due.day}`,
        fate.outcome === 'in_ledger' ? fate.line.state : fate.outcome,
      ]);
    return { told: Object.fromEntries(told), held: held.map((each) => [each.due.day, each.kind, each.revision]) };
  };
  const moved = {
    'remind-3 of 17': 'sent',
    'remind-1 of 17': 'moved_on',
    // The letter of the date before counts: it is not sent again.
    'remind-3 of 18': 'sent',
    'remind-1 of 18': 'sent',
  };
  const then = await fates('2026-12-17 09:00');
  expect(then.told).toMatchObject(moved);
  expect(then.held).toEqual([
    [17, 'due', 0],
    [18, 'due', 1],
  ]);
  const { obligation, actor: asker } = await givenAgency(db, cycle, agency);
  const asked = { obligation, until: day('2026-12-22'), reason: 'Chờ số liệu', actor: asker };
  const extension = await requestExtension(db, { ...asked, at: vn('2026-12-17 10:00') });
  const grant = { extension, decision: 'granted' as const, words: '12/SKHCN', actor };
  await decideExtension(db, { ...grant, at: vn('2026-12-17 11:00') });
  const extended = await fates('2026-12-17 12:00');
  expect(extended.told).toMatchObject(moved);
  expect(extended.held).toEqual([...then.held, [22, 'extended', 2]]);
});

test('a due date that moves later while the cycle runs: one letter of it, and every rung once', async () => {
  const { db, cycle, actor } = await givenFew();
  await passTime(db, cycle, '2026-12-14 10:00');
  await importCalendar(db, { given: givenVersion(), actor, at: vn('2026-12-14 10:00') });
  await sendAll(db, vn('2026-12-14 10:00:05'));
  expect(await duesOf(db, cycle)).toEqual(new Set(['2026-12-18']));
  expect((await getCycle(db, cycle)).due.toString()).toBe('2026-12-18');
  await passTime(db, cycle, '2026-12-31 00:00', '2026-12-14 10:01');
  expect(await sentTo(db, 'STC')).toEqual([
    'request',
    'remind-10',
    'remind-3',
    'due-moved',
    'remind-1',
    'urge-1',
    'urge-2',
  ]);
});

/** All days of 2026 as the version in force has them, without the due date's day off and with another one. */
async function yearWithout(db: Db, actor: Actor, at: Temporal.Instant) {
  const { days } = await previewCalendar(db, { given: givenVersion({ version: 'any' }), actor, at });
  return days.filter(({ date }) => date.startsWith('2026') && date !== '2026-12-17');
}

test('a due date that moves earlier while the cycle runs: a reminder that fell before the notice is caught up, none comes twice', async () => {
  const { db, cycle, actor } = await givenFew();
  await importCalendar(db, { given: givenVersion(), actor, at: vn('2026-11-06 10:00') });
  expect(await duesOf(db, cycle)).toEqual(new Set(['2026-12-18']));
  expect(await db.selectFrom('notification').select('slot').execute(), 'nobody was asked yet').toEqual([]);
  const at = vn('2026-12-11 10:00');
  await passTime(db, cycle, '2026-12-11 10:00');
  // With 15/12 off, the third working day before 17/12 was 11/12, 08:00.
  const days = [...(await yearWithout(db, actor, at)), givenDay('2026-12-15')];
  await importCalendar(db, { given: givenVersion({ version: 'b', scope: 'years', days }), actor, at });
  await sendAll(db, at);
  await passTime(db, cycle, '2026-12-31 00:00', '2026-12-11 10:01');
  expect(await duesOf(db, cycle)).toEqual(new Set(['2026-12-17']));
  expect(await sentTo(db, 'STC')).toEqual([
    'request',
    'remind-10',
    'due-moved',
    'remind-3',
    'remind-1',
    'urge-1',
    'urge-2',
  ]);
});

test('a request that has not left yet is not written again, and leaves with the new date', async () => {
  const { db, cycle, actor } = await givenFew();
  const request = {
    key: 'request@2026-12-17',
    kind: 'request',
    rung: 'request',
    at: vn('2026-11-18 08:00'),
    due: day('2026-12-17'),
  } as const;
  await takeWave(db, cycle, request, vn('2026-11-18 08:00'));
  await importCalendar(db, { given: givenVersion(), actor, at: vn('2026-11-18 08:00:01') });
  await passTime(db, cycle, '2026-11-30 00:00', '2026-11-18 08:01');
  const lines = await db
    .selectFrom('notification')
    .select(['kind', 'state'])
    .where('agency_code', '=', 'STC')
    .execute();
  expect(lines).toEqual([{ kind: 'request', state: 'planned' }]);
});

test('a reminder that waits to leave falls away with its date and comes again for the new one', async () => {
  const { db, cycle, actor } = await givenFew();
  await passTime(db, cycle, '2026-12-14 07:00');
  const remind = {
    key: 'remind-3@2026-12-17',
    kind: 'remind',
    rung: 'remind-3',
    at: vn('2026-12-14 08:00'),
    due: day('2026-12-17'),
  } as const;
  await takeWave(db, cycle, remind, vn('2026-12-14 08:00'));
  await importCalendar(db, { given: givenVersion(), actor, at: vn('2026-12-14 08:00:01') });
  await passTime(db, cycle, '2026-12-15 00:00', '2026-12-14 08:00:02');
  const lines = await db
    .selectFrom('notification')
    .select(['slot', 'state', 'reason'])
    .where('rung', '=', 'remind-3')
    .where('agency_code', '=', 'STC')
    .orderBy('slot')
    .execute();
  expect(lines).toEqual([
    { slot: 'kl69-nam/2026/STC/remind-3', state: 'cancelled', reason: 'due_moved' },
    { slot: 'kl69-nam/2026/STC/remind-3/1', state: 'sent', reason: null },
  ]);
});

test('a date that moves away and back while a reminder of it waits: the reminder is written again, and comes once', async () => {
  const { db, cycle, actor } = await givenFew();
  await passTime(db, cycle, '2026-12-14 07:00');
  const { regime, cycle: facts, groups, calendar } = await readCycleFacts(db, cycle);
  const remind = planCycle(regime, facts.term, groups, calendar).find(({ rung }) => rung === 'remind-3');
  if (!remind) throw new Error('The sample reminds three working days before.');
  await takeWave(db, cycle, remind, vn('2026-12-14 08:00'));
  await importCalendar(db, { given: givenVersion(), actor, at: vn('2026-12-14 08:00:01') });
  const back = { version: 'b', scope: 'years' as const, days: await yearWithout(db, actor, vn('2026-12-14 08:00:02')) };
  await importCalendar(db, { given: givenVersion(back), actor, at: vn('2026-12-14 08:00:03') });
  expect(await duesOf(db, cycle)).toEqual(new Set(['2026-12-17']));
  await passTime(db, cycle, '2026-12-31 00:00', '2026-12-14 08:00:04');
  const steps = await db.selectFrom('step').select(['key', 'outcome']).where('rung', '=', 'remind-3').execute();
  expect(steps.map(({ key, outcome }) => [key, outcome['planned']])).toEqual([
    ['remind-3@2026-12-17', 6],
    [`remind-3@2026-12-17/${vn('2026-12-14 08:00:03').toString()}`, 6],
  ]);
  expect(await sentTo(db, 'STC')).toEqual(['request', 'remind-10', 'remind-3', 'remind-1', 'urge-1', 'urge-2']);
});

test('an agency whose date comes to be one that others have had is caught up on; the others get nothing twice', async () => {
  const { db, cycle, actor, agencies } = await givenFew();
  const [extended = ''] = agencies;
  await passTime(db, cycle, '2026-12-10 09:00');
  const { obligation, actor: asker } = await givenAgency(db, cycle, extended);
  const asked = { obligation, until: day('2026-12-18'), reason: 'Sắp xếp bộ máy', actor: asker };
  const extension = await requestExtension(db, { ...asked, at: vn('2026-12-10 09:00') });
  const words = '1520/SKHCN-VP';
  await decideExtension(db, { extension, decision: 'granted', words, actor, at: vn('2026-12-10 09:30') });
  // The others' reminders of 17/12 wait; the extended one's of 18/12 has left when the calendar moves them to 18/12 as well.
  await passTime(db, cycle, '2026-12-14 07:00', '2026-12-10 10:00');
  const { regime, cycle: facts, groups, calendar } = await readCycleFacts(db, cycle);
  for (const step of planCycle(regime, facts.term, groups, calendar).filter(({ rung }) => rung === 'remind-3')) {
    await takeWave(db, cycle, step, step.at);
    if (step.due?.equals(day('2026-12-18'))) await sendAll(db, step.at);
    else await putOff(db, '2026-12-16 08:00');
  }
  await importCalendar(db, { given: givenVersion(), actor, at: vn('2026-12-15 09:00') });
  await passTime(db, cycle, '2026-12-31 00:00', '2026-12-15 09:01');
  for (const agency of agencies) {
    expect((await sentTo(db, agency)).filter((rung) => rung === 'remind-3')).toEqual(['remind-3']);
  }
});

const putOff = (db: Db, until: string) =>
  db
    .updateTable('notification')
    .set({ not_before: vn(until) })
    .where('state', '=', 'planned')
    .execute();

/** Agencies in every state: the first has reported, the second has an extension beyond, the others owe. */
async function givenMixed() {
  const few = await givenFew();
  const { db, cycle, actor, agencies } = few;
  await passTime(db, cycle, '2026-12-10 09:00');
  const at = vn('2026-12-10 09:00');
  const [reported = '', extended = ''] = agencies;
  const first = await givenAgency(db, cycle, reported);
  await submitReport(db, { ...first, report: givenReport(), attempt: crypto.randomUUID(), at });
  const second = await givenAgency(db, cycle, extended);
  const asked = {
    obligation: second.obligation,
    until: day('2026-12-21'),
    reason: 'Sắp xếp bộ máy',
    actor: second.actor,
    at,
  };
  const extension = await requestExtension(db, asked);
  await decideExtension(db, { extension, decision: 'granted', words: '1520/SKHCN-VP', actor, at });
  await sendAll(db, at);
  return { ...few, reported, extended, at: vn('2026-12-10 20:00') };
}

test('invariant 5: exactly the agencies that owe and whose announced date moved are told, with both dates and the source', async () => {
  const { db, actor, agencies, at } = await givenMixed();
  await importCalendar(db, { given: givenVersion(), actor, at });
  const told = await db
    .selectFrom('notification')
    .selectAll()
    .where('kind', '=', 'due-moved')
    .orderBy('slot')
    .execute();
  expect(told.map(({ agency_code }) => agency_code ?? '').toSorted()).toEqual(agencies.slice(2).toSorted());
  const [one] = told;
  expect(one?.letter).toMatchObject({
    from: { day: '2026-12-17' },
    due: { day: '2026-12-18' },
    source: 'Thông báo số 15/TB-BNV ngày 09/12/2026',
  });
  expect(one?.recipients.map(({ role }) => role)).toEqual(['focal', 'head']);
  expect(one?.not_before.toString()).toBe(vn('2026-12-11 07:00').toString());
});

test('an agency that reports before the letter of the moved date leaves does not get it', async () => {
  const { db, cycle, actor, agencies, at } = await givenMixed();
  await importCalendar(db, { given: givenVersion(), actor, at });
  const third = await givenAgency(db, cycle, agencies[2]);
  await submitReport(db, { ...third, report: givenReport(), attempt: crypto.randomUUID(), at });
  await sendAll(db, vn('2026-12-11 07:00'));
  expect(await sentTo(db, agencies[2] ?? '')).not.toContain('due-moved');
  expect(await sentTo(db, agencies[3] ?? '')).toContain('due-moved');
});

test('a date that moves there and back before anything has left is told to nobody', async () => {
  const { db, cycle, actor, at } = await givenMixed();
  await importCalendar(db, { given: givenVersion(), actor, at });
  const year = await yearWithout(db, actor, at);
  await importCalendar(db, { given: givenVersion({ version: 'c', scope: 'years', days: year }), actor, at });
  expect((await getCycle(db, cycle)).due.toString()).toBe('2026-12-17');
  const lines = await db
    .selectFrom('notification')
    .select(['state', 'reason'])
    .where('kind', '=', 'due-moved')
    .execute();
  expect(new Set(lines.map(({ state, reason }) => `${state} ${reason}`))).toEqual(new Set(['cancelled due_moved']));
});

test('invariant 6: what the preview shows is what the import does, and every open matter plans again', async () => {
  const { db, cycle, actor, reported, extended, at } = await givenMixed();
  await wakeOpenMatters(db, at);
  for (const wake of await listWaitingWakes(db)) await settleWake(db, wake);
  const before = await listObligations(db, cycle);
  const { effect, mark } = await previewCalendar(db, { given: givenVersion(), actor, at });
  expect(await listObligations(db, cycle), 'the preview writes nothing').toEqual(before);

  expect(await importCalendar(db, { given: givenVersion(), seen: mark, actor, at })).toEqual(effect);
  const after = new Map((await listObligations(db, cycle)).map((each) => [each.id, each]));
  const moved = before.filter((each) => !dueOf(each).due.equals(dueOf(after.get(each.id) ?? each).due));
  expect(moved.map(({ id }) => id)).toEqual(
    effect.dues.filter(({ inForce }) => inForce).map(({ obligation }) => obligation),
  );
  expect(moved.map(({ agency }) => agency)).toContain(reported);
  expect(moved.map(({ agency }) => agency)).not.toContain(extended);
  expect(moved.every(({ id, revision }) => after.get(id)?.revision === revision + 1)).toBe(true);
  const told = await db.selectFrom('notification').select('obligation_id').where('kind', '=', 'due-moved').execute();
  expect(told.map(({ obligation_id }) => obligation_id ?? '').toSorted()).toEqual(
    toBeTold(effect)
      .map(({ obligation }) => obligation)
      .toSorted(),
  );
  expect((await listWaitingWakes(db)).map(({ matter }) => matter)).toEqual(
    expect.arrayContaining([`cycle/${cycle}`, 'regime/kl69-nam']),
  );
  const { calendar_version } = await db.selectFrom('cycle').select('calendar_version').executeTakeFirstOrThrow();
  expect(calendar_version).toBe('2026-12');
});

test('the same version again changes nothing; other content under its name is refused', async () => {
  const { db, actor, at } = await givenMixed();
  await importCalendar(db, { given: givenVersion(), actor, at });
  const before = await everythingIn(db);
  expect(await importCalendar(db, { given: givenVersion({ note: 'lần hai' }), actor, at })).toBeUndefined();
  expect(await everythingIn(db)).toEqual(before);
  const other = givenVersion({ days: [givenDay('2026-12-18')] });
  await expect(importCalendar(db, { given: other, actor, at })).rejects.toThrow('calendar.exists');
});

test('an effect that is no longer the one seen is refused, and nothing is written', async () => {
  const { db, cycle, actor, agencies, at } = await givenMixed();
  const { mark } = await previewCalendar(db, { given: givenVersion(), actor, at });
  const third = await givenAgency(db, cycle, agencies[2]);
  await submitReport(db, { ...third, report: givenReport(), attempt: crypto.randomUUID(), at });
  await expect(importCalendar(db, { given: givenVersion(), seen: mark, actor, at })).rejects.toThrow('fact.changed');
  expect((await getCycle(db, cycle)).due.toString()).toBe('2026-12-17');
});

test('a closed cycle keeps its dates', async () => {
  const { db, cycle, actor } = await givenFew();
  const close = { key: 'close', kind: 'close', rung: 'close', at: vn('2026-12-31 17:00') } as const;
  await closeCycle(db, cycle, close, vn('2026-12-31 17:00'));
  const effect = await importCalendar(db, { given: givenVersion(), actor, at: vn('2027-01-04 09:00') });
  expect(effect?.cycles).toEqual([]);
  expect(await duesOf(db, cycle)).toEqual(new Set(['2026-12-17']));
});

test('letters that wait move with the working days', async () => {
  const { db, actor, at } = await givenMixed();
  await db
    .updateTable('notification')
    .set({ state: 'planned', attempts: 0, not_before: vn('2026-12-11 07:00') })
    .where('kind', '=', 'extension-granted')
    .execute();
  const effect = await importCalendar(db, { given: givenVersion({ days: [givenDay('2026-12-11')] }), actor, at });
  expect(effect?.lines.map(({ kind, to }) => [kind, to?.toString()])).toEqual([
    ['extension-granted', vn('2026-12-14 07:00').toString()],
  ]);
  const line = await db
    .selectFrom('notification')
    .select('not_before')
    .where('kind', '=', 'extension-granted')
    .executeTakeFirstOrThrow();
  expect(line.not_before.toString()).toBe(vn('2026-12-14 07:00').toString());
});

test('only a leader or an administrator brings in a calendar, and it names its source', async () => {
  const { db } = await givenFew(1);
  const at = vn('2026-12-01 08:00');
  const { actor: officer } = await givenStaff(db, 'officer');
  const { actor: admin } = await givenStaff(db, 'admin');
  expect(() => importCalendar(db, { given: givenVersion(), actor: officer, at })).toThrow('actor.not_allowed');
  const nameless = { given: givenVersion({ source: ' ', version: 'bản mới' }), actor: admin, at };
  await expect(previewCalendar(db, nameless)).rejects.toMatchObject({
    problems: [{ field: 'version' }, { field: 'source' }],
  });
});
