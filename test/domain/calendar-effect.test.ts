import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf } from '../../domain/calendar.ts';
import type { Calendar, CalendarDay } from '../../domain/calendar.ts';
import { calendarDifference } from '../../domain/calendar-difference.ts';
import { calendarEffect, toBeTold } from '../../domain/calendar-effect.ts';
import type { EffectFacts, OpenCycle } from '../../domain/calendar-effect.ts';
import { cycleDates, groupsOf, nextCycleStep, planCycle } from '../../domain/cycle.ts';
import { isOnTime } from '../../domain/deadline.ts';
import type { DatedObligation } from '../../domain/move-due.ts';
import { dueMover } from '../../domain/move-due.ts';
import { leavesInstead } from '../../domain/move-letter.ts';
import { dueOf, groupOf, owesNothing, slotVerdict } from '../../domain/obligation.ts';
import type { ObligationState } from '../../domain/obligation.ts';
import { isWave } from '../../domain/regime.ts';
import { officeHours } from '../../domain/send-window.ts';
import { endOf, isBefore } from '../../domain/zone.ts';
import { givenDay } from '../given/calendar.ts';
import { calendar, day, regime, vn } from './given-calendar.ts';

const term = { year: 2026 };
const late = vn('2027-01-05 08:00:00');

/** The sample's calendar with other days: `off` are swapped off, `worked` are make-up Saturdays. */
function calendarWith(off: readonly string[], worked: readonly string[] = []): Calendar {
  const more = [...off.map((date) => givenDay(date)), ...worked.map((date) => givenDay(date, 'makeup_work'))];
  const others = [...calendar.days.values()].filter(({ date }) => !more.some((each) => each.date === date));
  return calendarOf('with', [...others, ...more]);
}

const owing = (more: Partial<DatedObligation> = {}): DatedObligation => ({
  id: '1',
  cycle: 'kl69-nam/2026',
  agency: 'STC',
  agencyName: 'Sở Tài chính',
  agencyKind: 'department',
  state: 'open',
  stateAt: vn('2026-11-04 08:00:00'),
  due: day('2026-12-17'),
  extendedDue: undefined,
  correctionDue: undefined,
  dueSince: vn('2026-11-04 08:00:00'),
  revision: 0,
  told: day('2026-12-17'),
  climbed: new Set(['request']),
  ...more,
});

const openCycle = (obligations: readonly DatedObligation[], by: Calendar = calendar): OpenCycle => ({
  id: 'kl69-nam/2026',
  words: 'năm 2026',
  regime,
  term,
  dates: cycleDates(regime, term, by),
  obligations,
  taken: new Map([['request@2026-12-17', vn('2026-11-18 08:00:00')]]),
});

const effectOf = (obligations: readonly DatedObligation[], after: Calendar, more: Partial<EffectFacts> = {}) =>
  calendarEffect({
    before: calendar,
    after,
    window: officeHours,
    now: vn('2026-12-01 10:00:00'),
    cycles: [openCycle(obligations)],
    regimes: [],
    lines: [],
    ...more,
  });

test('when 17/12/2026 becomes a day off, the due date moves to 18/12 and reminders keep their distance to it', () => {
  const { cycles, dues, steps, days } = effectOf([owing()], calendarWith(['2026-12-17']));
  expect(days.map(({ date, change }) => [date, change].join(' '))).toEqual(['2026-12-17 added']);
  expect(cycles[0]?.moved.map(({ name, from, to }) => [name, from, '>', to].join(' '))).toEqual([
    'due 2026-12-17 > 2026-12-18',
  ]);
  expect(dues.map(({ inForce }) => [inForce?.from, inForce?.to].join(' > '))).toEqual(['2026-12-17 > 2026-12-18']);
  expect(steps.map(({ rung, agencies }) => `${rung} ${agencies}`)).toEqual(['urge-1 1', 'flag-missing 0', 'urge-2 1']);
});

test('a date before it that becomes a day off moves reminders and no due date', () => {
  const { cycles, dues, steps } = effectOf([owing()], calendarWith(['2026-12-15']));
  expect([cycles, dues]).toEqual([[], []]);
  expect(steps.map(({ rung, from, to }) => [rung, from?.toString(), to?.toString()])).toEqual([
    ['remind-10', '2026-12-03T01:00:00Z', '2026-12-02T01:00:00Z'],
    ['remind-3', '2026-12-14T01:00:00Z', '2026-12-11T01:00:00Z'],
  ]);
});

test.each([
  { who: 'an agency that was asked', more: {}, told: 1 },
  { who: 'an agency whose request has not left', more: { told: undefined }, told: 0 },
  { who: 'an agency that has reported', more: { state: 'submitted' as const }, told: 0 },
  { who: 'an excused agency', more: { state: 'excused' as const }, told: 0 },
  { who: 'an agency with an extension beyond', more: { extendedDue: day('2026-12-21') }, told: 0 },
  { who: 'an agency whose extension is reached', more: { extendedDue: day('2026-12-18') }, told: 0 },
  { who: 'an agency that corrects', more: { state: 'returned' as const, correctionDue: day('2026-12-22') }, told: 0 },
])('$who is told of a moved date: $told', ({ more, told }) => {
  expect(toBeTold(effectOf([owing(more)], calendarWith(['2026-12-17'])))).toHaveLength(told);
});

test('granted dates stay while the regime’s own date moves under them', () => {
  const [move] = effectOf([owing({ extendedDue: day('2026-12-21') })], calendarWith(['2026-12-17'])).dues;
  expect(move?.due.toString()).toBe('2026-12-18');
  expect(move?.inForce).toBeUndefined();
});

test('an extension that the moved date passes by gives way to it', () => {
  const off = calendarWith(['2026-12-17', '2026-12-18']);
  const [move] = effectOf([owing({ extendedDue: day('2026-12-18'), told: day('2026-12-18') })], off).dues;
  expect([move?.inForce?.from, move?.inForce?.to].join(' > ')).toBe('2026-12-18 > 2026-12-21');
});

test('a date does not move back to a day that is over', () => {
  const owed = owing({ due: day('2026-12-18'), told: day('2026-12-18') });
  const facts = { regime, term, after: calendar };
  expect(dueMover({ ...facts, now: vn('2026-12-18 09:00:00') })(owed)).toBeUndefined();
  expect(dueMover({ ...facts, now: vn('2026-12-17 09:00:00') })(owed)?.due.toString()).toBe('2026-12-17');
});

test('an agency that still knows the date to which it moves back is not told', () => {
  const owed = owing({ due: day('2026-12-18'), told: day('2026-12-17'), revision: 1 });
  const move = dueMover({ regime, term, after: calendar, now: vn('2026-12-01 09:00:00') })(owed);
  expect([move?.inForce?.to.toString(), move?.tell]).toEqual(['2026-12-17', undefined]);
});

const state = fc.constantFrom<ObligationState>('open', 'returned', 'submitted', 'accepted', 'excused');
const december = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((date) => `2026-12-${String(date).padStart(2, '0')}`);
const weekday = december(1, 24).filter((date) => day(date).dayOfWeek < 6);
const extendedTo = fc.option(december(18, 22).map(day), { nil: undefined });
const someOwed = fc.record({ state, extendedDue: extendedTo, asked: fc.boolean() }).map(({ asked, ...more }) => {
  const correctionDue = more.state === 'returned' ? { correctionDue: day('2026-12-21') } : {};
  return owing({
    ...more,
    ...correctionDue,
    told: asked ? dueOf(owing({ ...more, ...correctionDue })).due : undefined,
  });
});

test('invariant 6: a new version names exactly those whose date in force differs by it, and tells those who owe and were asked', () => {
  fc.assert(
    fc.property(fc.uniqueArray(weekday, { maxLength: 6 }), fc.array(someOwed, { maxLength: 8 }), (off, some) => {
      const obligations = some.map((owed, place) => ({ ...owed, id: String(place) }));
      const after = calendarWith(off);
      const { due } = cycleDates(regime, term, after);
      const effect = effectOf(obligations, after, { now: vn('2026-12-01 00:00:00') });
      const affected = obligations.filter((owed) => !dueOf(owed).due.equals(dueOf({ ...owed, due }).due));
      const named = effect.dues.filter(({ inForce }) => inForce).map(({ obligation }) => obligation);
      expect(named).toEqual(affected.map(({ id }) => id));
      expect(toBeTold(effect).map(({ obligation }) => obligation)).toEqual(
        affected.filter((owed) => owed.told && !owesNothing(owed.state)).map(({ id }) => id),
      );
    }),
  );
});

test('invariant 6: what the steps are said to move to is what is planned afterwards', () => {
  fc.assert(
    fc.property(fc.uniqueArray(weekday, { maxLength: 6 }), (off) => {
      const after = calendarWith(off);
      const owed = owing();
      const { steps, dues } = effectOf([owed], after);
      const move = dues[0]?.inForce;
      const moved = move ? { ...owed, due: move.to, dueSince: move.since, revision: 1 } : owed;
      const taken = new Set(['request@2026-12-17']);
      const planned = (owes: DatedObligation, by: Calendar) =>
        new Map(
          planCycle(regime, term, [groupOf(owes)], by)
            .filter(({ key }) => !taken.has(key))
            .map(({ rung, at }) => [rung, at.toString()]),
        );
      const [was, is] = [planned(owed, calendar), planned(moved, after)];
      const expected = regime.ladder.map(({ rung }) => rung).filter((rung) => was.get(rung) !== is.get(rung));
      expect(steps.map(({ rung }) => rung).toSorted()).toEqual(expected.toSorted());
      for (const { rung, from, to } of steps) {
        expect([from?.toString(), to?.toString()]).toEqual([was.get(rung), is.get(rung)]);
      }
    }),
  );
});

/** What one agency that never reports would be sent, when calendars come into force one after the other. */
function sentUnder(changes: readonly { at: Temporal.Instant; by: Calendar }[], first: Calendar) {
  let owed = owing({ due: cycleDates(regime, term, first).due, climbed: new Set(), told: undefined });
  let by = first;
  const taken = new Set<string>();
  const slots: { rung: string; revision: number; outcome: string; at: Temporal.Instant; overtakenBy?: string }[] = [];
  const runUntil = (end: Temporal.Instant) => {
    for (;;) {
      const step = nextCycleStep(planCycle(regime, term, groupsOf([groupOf(owed)]), by), taken);
      const since = slots.at(-1)?.at ?? owed.stateAt;
      const at = step && (isBefore(step.at, since) ? since : step.at);
      if (!step || !at || !isBefore(at, end)) return;
      taken.add(step.key);
      if (!isWave(step.kind)) continue;
      const asked = slots.find(({ rung }) => rung === 'request');
      const mine = slots.filter(({ revision }) => revision === owed.revision).map(({ rung }) => rung);
      const facts = {
        obligation: owed,
        taken: new Set(mine),
        requestedAt: asked?.at,
        now: at,
        regime,
        term,
        calendar: by,
      };
      const verdict = slotVerdict(step.rung, facts);
      if (verdict.outcome === 'not_theirs') continue;
      const overtakenBy = verdict.outcome === 'overtaken' ? { overtakenBy: verdict.by } : {};
      slots.push({ rung: step.rung, revision: owed.revision, outcome: verdict.outcome, at, ...overtakenBy });
    }
  };
  for (const change of changes) {
    runUntil(change.at);
    by = change.by;
    const climbed = new Set(slots.map(({ rung }) => rung));
    const told = slots.length > 0 ? owed.due : undefined;
    const move = dueMover({ regime, term, after: by, now: change.at })({ ...owed, climbed, told });
    if (move?.inForce) {
      owed = { ...owed, due: move.due, dueSince: move.inForce.since, revision: owed.revision + 1 };
    }
    // What fell to be sent before the change is caught up at it.
    slots.push({ rung: '-', revision: -1, outcome: 'change', at: change.at });
  }
  runUntil(late);
  return { sent: slots.filter(({ outcome }) => outcome === 'planned'), slots, due: owed.due, by };
}

const ladder = ['request', 'remind-10', 'remind-3', 'remind-1', 'urge-1', 'urge-2'];
const countOf = (sent: readonly { rung: string }[], rung: string) => sent.filter((each) => each.rung === rung).length;

const offs = fc.uniqueArray(
  weekday.filter((date) => date > '2026-12-07'),
  { maxLength: 3 },
);
const moments = fc.integer({ min: 0, max: 45 * 24 * 60 }).map((minutes) => vn('2026-11-05 00:00:00').add({ minutes }));

test('invariant 3: whenever the date moves, later or earlier, each reminder comes once or a newer one stands for it', () => {
  fc.assert(
    fc.property(offs, offs, moments, (before, after, at) => {
      const { sent, slots } = sentUnder([{ at, by: calendarWith(after) }], calendarWith(before));
      for (const rung of ladder.slice(0, 4)) {
        expect(countOf(sent, rung), `${rung} sent at most once`).toBeLessThanOrEqual(1);
        const overtaken = slots.find((slot) => slot.rung === rung && slot.outcome === 'overtaken');
        if (countOf(sent, rung) === 0) expect(countOf(sent, overtaken?.overtakenBy ?? ''), `${rung} lost`).toBe(1);
      }
    }),
    { numRuns: 150 },
  );
});

test('after the date in force each urging comes once, whenever it moved; an urging for a date that was not over is void', () => {
  fc.assert(
    fc.property(offs, offs, moments, (before, after, at) => {
      const { sent, due, slots } = sentUnder([{ at, by: calendarWith(after) }], calendarWith(before));
      for (const rung of ladder.slice(4)) {
        const valid = sent.filter(
          (slot) => slot.rung === rung && (isBefore(endOf(due), slot.at) || !isOnTime(at, due)),
        );
        const overtaken = slots.some((slot) => slot.rung === rung && slot.outcome === 'overtaken');
        expect(valid.length + (overtaken ? 1 : 0), rung).toBeGreaterThanOrEqual(1);
        expect(valid.length, rung).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 150 },
  );
});

test.each([
  {
    kind: 'remind',
    attempts: 0,
    notBefore: '2026-12-17 07:00:00',
    expected: '2026-12-18 07:00:00',
    because: 'the day is off by now',
  },
  {
    kind: 'remind',
    attempts: 0,
    notBefore: '2026-12-21 07:00:00',
    expected: '2026-12-18 07:00:00',
    because: 'it may leave earlier',
  },
  {
    kind: 'remind',
    attempts: 2,
    notBefore: '2026-12-18 09:00:00',
    expected: undefined,
    because: 'the mail server was given that time',
  },
  {
    kind: 'remind',
    attempts: 2,
    notBefore: '2026-12-17 09:00:00',
    expected: '2026-12-18 07:00:00',
    because: 'its time is off by now',
  },
  {
    kind: 'receipt',
    attempts: 0,
    notBefore: '2026-12-17 20:00:00',
    expected: undefined,
    because: 'a receipt leaves at once',
  },
] as const)(
  'a $kind that waits for $notBefore leaves at $expected: $because',
  ({ kind, attempts, notBefore, expected }) => {
    const hours = { calendar: calendarWith(['2026-12-17']), window: officeHours };
    const [plannedAt, now] = [vn('2026-12-16 08:00:00'), vn('2026-12-16 20:00:00')];
    const leaves = leavesInstead({ kind, attempts, plannedAt, notBefore: vn(notBefore) }, now, hours);
    expect(leaves?.toString()).toBe(expected && vn(expected).toString());
  },
);

test('a letter that is written ahead of its moment keeps it under other hours', () => {
  const [now, plannedAt] = [vn('2026-12-16 07:59:30'), vn('2026-12-16 08:00:00')];
  const line = { kind: 'remind' as const, attempts: 0, plannedAt, notBefore: plannedAt };
  expect(leavesInstead(line, now, { calendar, window: officeHours })).toBeUndefined();
  const later = { from: '09:00', to: '17:30' };
  expect(leavesInstead(line, now, { calendar, window: later })).toEqual(vn('2026-12-16 09:00:00'));
});

test('versions differ by days that came, went, changed their kind or were announced; filled-in years alone make no difference', () => {
  const low = (date: string): CalendarDay => ({ ...givenDay(date, 'statutory'), confidence: 'low' });
  const before = calendarOf('a', [low('2027-02-05'), givenDay('2027-05-04'), givenDay('2027-08-28', 'makeup_work')]);
  const after = calendarOf('b', [
    { ...low('2027-02-05'), confidence: 'high' },
    givenDay('2027-08-28', 'compensatory'),
    givenDay('2027-11-24', 'statutory'),
    { ...low('2028-01-01'), source: 'Tạm tính theo BLLĐ 2019 Đ.112; chưa có thông báo' },
  ]);
  expect(calendarDifference(before, after).map(({ date, change }) => [date, change].join(' '))).toEqual([
    '2027-02-05 confirmed',
    '2027-05-04 removed',
    '2027-08-28 changed',
    '2027-11-24 added',
  ]);
  expect(calendarDifference(before, before)).toEqual([]);
});
