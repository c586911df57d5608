import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rungInstant } from '../../domain/cycle.ts';
import { comingLetters, judgedBy, lookOf, slotVerdict } from '../../domain/obligation.ts';
import type { Obligation, SlotFacts } from '../../domain/obligation.ts';
import { isWave, rungOf } from '../../domain/regime.ts';
import { calendar, day, regime, vn } from './given-calendar.ts';

const open: Obligation = {
  id: 'o',
  cycle: 'kl69-nam/2026',
  agency: 'STC',
  state: 'open',
  stateAt: vn('2026-11-04 08:00:00'),
  due: day('2026-12-17'),
  extendedDue: undefined,
  correctionDue: undefined,
  dueSince: vn('2026-11-04 08:00:00'),
  revision: 0,
};

const facts = (now: string, more: Partial<SlotFacts> = {}): SlotFacts => ({
  obligation: open,
  taken: new Set(),
  requestedAt: vn('2026-11-18 08:00:00'),
  now: vn(now),
  regime,
  term: { year: 2026 },
  calendar,
  ...more,
});

test('an agency that owes a report is reminded', () => {
  expect(slotVerdict('remind-10', facts('2026-12-03 08:00:00'))).toEqual({ outcome: 'planned' });
});

test.each(['submitted', 'accepted', 'excused'] as const)(
  'invariant 1: an agency that is %s is not reminded, and the ledger says why',
  (state) => {
    const obligation = { ...open, state };
    expect(slotVerdict('remind-3', facts('2026-12-14 08:00:00', { obligation }))).toEqual({
      outcome: 'cancelled',
      reason: state,
    });
  },
);

test('invariant 3: after a sleep over three reminders only the newest leaves, the older are overtaken by it', () => {
  const late = facts('2026-12-16 09:00:00');
  expect(slotVerdict('remind-10', late)).toEqual({ outcome: 'overtaken', by: 'remind-1' });
  expect(slotVerdict('remind-3', late)).toEqual({ outcome: 'overtaken', by: 'remind-1' });
  expect(slotVerdict('remind-1', late)).toEqual({ outcome: 'planned' });
});

test('within the grace nobody is urged as late; a reminder that was missed leaves instead', () => {
  const graced = { regime: { ...regime, graceHours: 48 } };
  expect(slotVerdict('urge-1', facts('2026-12-18 08:00:00', graced))).toEqual({ outcome: 'not_theirs' });
  expect(slotVerdict('remind-1', facts('2026-12-18 08:00:00', graced))).toEqual({ outcome: 'planned' });
  expect(slotVerdict('urge-2', facts('2026-12-21 08:00:00', graced))).toEqual({ outcome: 'planned' });
  const coming = comingLetters(open, vn('2026-12-17 09:00:00'), graced.regime, { year: 2026 }, calendar);
  expect(coming.map(({ rung }) => rung)).toEqual(['urge-2']);
});

test('a correction’s date before the agency’s own takes nothing from it; one after it is what the report is judged by', () => {
  const judged = (correctionDue: string, extendedDue?: string) =>
    judgedBy({
      due: day('2026-12-17'),
      extendedDue: extendedDue ? day(extendedDue) : undefined,
      correctionDue: day(correctionDue),
    }).toString();
  expect(judged('2026-12-11')).toBe('2026-12-17');
  expect(judged('2026-12-18', '2026-12-21')).toBe('2026-12-21');
  expect(judged('2026-12-22', '2026-12-21')).toBe('2026-12-22');
});

test('invariant 3: a rung that would fall after the closing replaces nothing, since it is never taken', () => {
  const ladder = regime.ladder.map((rung) => (rung.rung === 'urge-2' ? { ...rung, when: { workingDays: 30 } } : rung));
  const late = facts('2027-02-20 09:00:00', { regime: { ...regime, ladder } });
  expect(slotVerdict('urge-1', late)).toEqual({ outcome: 'planned' });
});

test('a missed request is caught up by itself, and the reminders before it fall away', () => {
  const late = facts('2026-12-15 09:00:00', { requestedAt: undefined });
  expect(slotVerdict('request', late)).toEqual({ outcome: 'planned' });
  const asked = facts('2026-12-15 09:00:01', { requestedAt: vn('2026-12-15 09:00:00') });
  expect(slotVerdict('remind-3', asked)).toEqual({ outcome: 'overtaken', by: 'request' });
});

test('a rung that fell before the extension was granted is not theirs', () => {
  const obligation = { ...open, extendedDue: day('2026-12-18'), dueSince: vn('2026-12-16 10:00:00'), revision: 1 };
  expect(slotVerdict('remind-3', facts('2026-12-16 11:00:00', { obligation }))).toEqual({ outcome: 'not_theirs' });
  expect(slotVerdict('remind-1', facts('2026-12-17 08:00:00', { obligation }))).toEqual({ outcome: 'planned' });
});

test('invariant 3: whenever the engine wakes, at most one reminder or urging is planned for an agency', () => {
  const waves = regime.ladder.filter((rung) => isWave(rung.kind) && rung.kind !== 'request' && !rung.follows);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 * 24 }), fc.subarray(waves), (hours, taken) => {
      const now = vn('2026-11-18 08:00:00').add({ hours });
      const late = { ...facts('2026-12-01 00:00:00'), now, taken: new Set(taken.map(({ rung }) => rung)) };
      const due = waves.filter(
        ({ rung }) =>
          !late.taken.has(rung) &&
          Temporal.Instant.compare(
            rungInstant(regime, rungOf(regime, rung), open.due, { year: 2026 }, calendar),
            now,
          ) <= 0,
      );
      const planned = due.filter(({ rung }) => slotVerdict(rung, late).outcome === 'planned');
      expect(planned.length).toBe(Math.min(1, due.length));
    }),
  );
});

test.each([
  { now: '2026-12-01 09:00:00', more: {}, first: undefined, expected: 'not_due' },
  { now: '2026-12-14 09:00:00', more: {}, first: undefined, expected: 'due_soon' },
  { now: '2026-12-17 23:59:59', more: {}, first: undefined, expected: 'due_soon' },
  { now: '2026-12-18 00:00:00', more: {}, first: undefined, expected: 'overdue' },
  { now: '2026-12-18 09:00:00', more: { extendedDue: day('2026-12-31') }, first: undefined, expected: 'extended' },
  { now: '2026-12-18 09:00:00', more: { state: 'submitted' }, first: true, expected: 'on_time' },
  { now: '2026-12-18 09:00:00', more: { state: 'accepted' }, first: false, expected: 'late' },
  { now: '2026-12-18 09:00:00', more: { state: 'returned' }, first: true, expected: 'returned' },
  { now: '2026-12-18 09:00:00', more: { state: 'excused' }, first: undefined, expected: 'excused' },
] as const)('at $now, $more, first on time $first, it looks $expected', ({ now, more, first, expected }) => {
  expect(lookOf({ ...open, ...more }, first, vn(now), { calendar, graceHours: 0 })).toBe(expected);
});

test.each([
  { now: '2026-12-18 08:59:59', expected: 'due_soon' },
  { now: '2026-12-18 09:00:00', expected: 'overdue' },
])('with nine hours of grace after 17/12 it looks $expected at $now', ({ now, expected }) => {
  expect(lookOf(open, undefined, vn(now), { calendar, graceHours: 9 })).toBe(expected);
});

test('the board names the next letter of an agency that owes, and none for one that does not', () => {
  const [next] = comingLetters(open, vn('2026-12-14 09:00:00'), regime, { year: 2026 }, calendar);
  expect(next?.rung).toBe('remind-1');
  expect(
    comingLetters({ ...open, state: 'submitted' }, vn('2026-12-14 09:00:00'), regime, { year: 2026 }, calendar),
  ).toEqual([]);
});
