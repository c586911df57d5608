import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWorkingDay } from '../../domain/calendar.ts';
import { lyingPresses } from '../../domain/crossings.ts';
import { letterPresses } from '../../domain/letter-presses.ts';
import type { LyingLetter } from '../../domain/letter-presses.ts';
import {
  crossedSince,
  extensionPresses,
  lapseOutcome,
  lapses,
  nextMorning,
  nextPressing,
} from '../../domain/pressing.ts';
import type { PressingFacts, PressingKind, PressingStep } from '../../domain/pressing.ts';
import { byDate, dayOf, isBefore } from '../../domain/zone.ts';
import { calendar, day, regime, vn } from './given-calendar.ts';

const { press } = regime.extension;
const due = day('2026-12-17');
const asked = (requested: string) => ({ id: 'x', due, requestedAt: vn(requested) });

test.each([
  { requested: '2026-12-01 09:00', presses: ['1 2026-12-15 08:00', '2 2026-12-16 08:00'], because: 'two patiences' },
  { requested: '2026-12-15 07:30', presses: ['2 2026-12-16 08:00'], because: 'both on the next morning: the last' },
  { requested: '2026-12-16 16:00', presses: ['2 2026-12-17 08:00'], because: 'late, but told on the next morning' },
  { requested: '2026-12-18 16:00', presses: ['2 2026-12-21 08:00'], because: 'after the date, over a weekend' },
])('a request of $requested for a date of 17/12 is pressed at $presses: $because', ({ requested, presses }) => {
  const found = extensionPresses(press, asked(requested), calendar);
  expect(found.map(({ ordinal, at }) => `${ordinal} ${at.toString()}`)).toEqual(
    presses.map((each) => `${each.slice(0, 1)} ${vn(each.slice(2)).toString()}`),
  );
});

test.each([
  { requested: '2026-12-01 09:00', lapsed: '2026-12-18 00:00', because: 'the date is over' },
  { requested: '2026-12-16 16:00', lapsed: '2026-12-18 00:00', because: 'a whole working day was left' },
  { requested: '2026-12-17 16:00', lapsed: '2026-12-19 00:00', because: 'a whole working day is given' },
  { requested: '2026-12-19 10:00', lapsed: '2026-12-22 00:00', because: 'a Monday after a Saturday' },
])('a request of $requested for 17/12 lapses at $lapsed: $because', ({ requested, lapsed }) => {
  expect(lapses(asked(requested), calendar)).toEqual([vn(lapsed)]);
});

test('a report of Thursday 17/12 is pressed on Monday, and with the leader on Wednesday', () => {
  const waiting = { obligation: 'o', since: vn('2026-12-17 09:00') };
  const found = lyingPresses(regime.review.press, waiting.since, calendar);
  expect(found).toEqual([
    { ordinal: 1, at: vn('2026-12-21 08:00') },
    { ordinal: 2, at: vn('2026-12-23 08:00') },
  ]);
});

test.each([
  { policy: 'refused', until: '2026-12-21', expected: { decision: 'refused' } },
  { policy: 'granted', until: '2026-12-21', expected: { decision: 'granted', until: day('2026-12-21') } },
  { policy: 'granted', until: '2026-12-30', expected: { decision: 'granted', until: day('2026-12-22') } },
  { policy: 'granted', until: '2026-12-17', expected: { decision: 'refused' } },
] as const)('undecided $policy, asked to $until, becomes $expected.decision', ({ policy, until, expected }) => {
  expect(lapseOutcome(policy, { until: day(until), due, limit: day('2026-12-22') })).toEqual(expected);
});

const none: PressingFacts = { extensions: [], reviews: [], lastTakenAt: {}, taken: new Set() };

test('nothing that waits is no step; what lies beyond the calendar stops nothing else', () => {
  expect(nextPressing(regime, none, calendar)).toBeUndefined();
  const beyond = { obligation: 'o', since: vn('2027-12-31 09:00') };
  expect(nextPressing(regime, { ...none, reviews: [beyond] }, calendar)).toBeUndefined();
  const both = { ...none, reviews: [beyond, { obligation: 'p', since: vn('2026-12-17 09:00') }] };
  expect(nextPressing(regime, both, calendar)).toMatchObject({ key: 'review-wait-2026-12-21', kind: 'press-review' });
});

test('a cycle looks again on the next working morning: on Friday after eight that is Monday', () => {
  expect(nextMorning(vn('2026-12-18 08:00'), calendar)).toEqual(vn('2026-12-21 08:00'));
  expect(nextMorning(vn('2026-12-18 07:59'), calendar)).toEqual(vn('2026-12-18 08:00'));
  expect(nextMorning(vn('2027-12-31 09:00'), calendar)).toEqual(vn('2028-01-01 08:00'));
});

/** Takes every pressing step as an engine would that sleeps now and then, and notes who was named by which patience. */
function followYear(
  facts: Pick<PressingFacts, 'extensions' | 'reviews'> & { letters: readonly Pick<LyingLetter, 'id' | 'since'>[] },
  sleeps: readonly number[],
) {
  const taken = new Set<string>();
  const lastTakenAt: Partial<Record<PressingKind, Temporal.Instant>> = {};
  const named: { who: string; ordinal: number; at: Temporal.Instant; step: PressingStep }[] = [];
  let extensions = facts.extensions;
  for (let round = 0; ; round += 1) {
    expect(round).toBeLessThan(500);
    const step = nextPressing(regime, { ...facts, extensions, lastTakenAt, taken }, calendar);
    if (!step) return { named, extensions, taken };
    const now = step.at.add({ hours: sleeps[round % sleeps.length] ?? 0 });
    if (step.kind === 'lapse') {
      extensions = extensions.filter((each) => lapses(each, calendar).some((at) => isBefore(now, at)));
    } else {
      const matters = {
        'press-extension': extensions.map((each) => ({
          matter: each.id,
          crossings: extensionPresses(press, each, calendar),
        })),
        'press-review': facts.reviews.map((each) => ({
          matter: each.obligation,
          crossings: lyingPresses(regime.review.press, each.since, calendar),
        })),
        'press-letter': facts.letters.map((each) => ({
          matter: each.id,
          crossings: letterPresses(regime.letters, each, calendar),
        })),
        'press-sending': [],
      };
      const crossed = crossedSince(matters[step.kind], lastTakenAt[step.kind], now);
      for (const [ordinal, who] of crossed) named.push(...who.map((each) => ({ who: each, ordinal, at: now, step })));
      lastTakenAt[step.kind] = now;
    }
    taken.add(step.key);
  }
}

const instants = fc.integer({ min: 0, max: 60 * 24 * 60 }).map((minutes) => vn('2026-10-05 00:00').add({ minutes }));
const dues = fc.integer({ min: 0, max: 30 }).map((days) => day('2026-11-20').add({ days }));

test('whatever waits: each is named at most once for a patience, every patience in time when nobody sleeps, and all lapse', () => {
  const extensions = fc.array(fc.record({ requestedAt: instants, due: dues }), { maxLength: 6 });
  const reviews = fc.array(instants, { maxLength: 6 });
  const sleeps = fc.array(fc.constantFrom(0, 0, 0, 1, 30, 90), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(extensions, reviews, reviews, sleeps, (asks, lying, drafted, slept) => {
      const facts = {
        extensions: asks.map((each, place) => ({ ...each, id: `e${place}` })),
        reviews: lying.map((since, place) => ({ since, obligation: `r${place}` })),
        letters: drafted.map((since, place) => ({ since, id: `l${place}` })),
      };
      const { named, extensions: left } = followYear(facts, slept);
      expect(left).toEqual([]);
      const names = named.map(({ who, ordinal }) => `${who} ${ordinal}`);
      expect(new Set(names).size).toBe(names.length);
      for (const { step } of named) expect(isWorkingDay(dayOf(step.at), calendar)).toBe(true);
      if (slept.some((hours) => hours > 0)) return;
      for (const waiting of facts.reviews) {
        const mine = named.filter(({ who }) => who === waiting.obligation).map(({ at }) => at);
        expect(mine).toEqual(lyingPresses(regime.review.press, waiting.since, calendar).map(({ at }) => at));
      }
      for (const letter of facts.letters) {
        const mine = named.filter(({ who }) => who === letter.id).map(({ at }) => at);
        expect(mine).toEqual(letterPresses(regime.letters, letter, calendar).map(({ at }) => at));
      }
    }),
    { numRuns: 150 },
  );
});

test('a request is pressed before it lapses, and never on the day on which it was made', () => {
  fc.assert(
    fc.property(instants, dues, (requestedAt, date) => {
      const request = { id: 'x', due: date, requestedAt };
      const [lapsed] = lapses(request, calendar);
      const presses = extensionPresses(press, request, calendar);
      expect(presses.length).toBeGreaterThan(0);
      for (const { at } of presses) {
        expect(byDate(dayOf(requestedAt), dayOf(at))).toBe(-1);
        expect(lapsed && isBefore(at, lapsed)).toBe(true);
      }
    }),
  );
});
