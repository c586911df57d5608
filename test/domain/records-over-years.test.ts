import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Agency } from '../../domain/agency.ts';
import { isCommendable, isRemindable, proposalsOf, recordPolicy, recordsOf } from '../../domain/records-over-years.ts';
import type { CycleOutcome, PastCycle } from '../../domain/records-over-years.ts';
import { day } from './given-calendar.ts';

const agency = (code: string, successors: string[] = []): Agency => ({
  ...{ code, name: `Cơ quan ${code}`, kind: 'department', validFrom: day('2020-01-01') },
  ...{ validTo: successors.length > 0 ? day('2025-02-28') : undefined, successors },
});

const outcome = (code: string, each: CycleOutcome['outcome'], late = 0, byOutage = false): CycleOutcome => ({
  ...{ agency: code, outcome: each, workingDaysLate: late, byOutage },
});

const cycle = (year: number, ...outcomes: CycleOutcome[]): PastCycle => ({
  ...{ id: `kl69-nam/${year}`, words: `năm ${year}`, outcomes },
});

const [A, B, OLD1, OLD2] = [agency('A'), agency('B'), agency('OLD1', ['A']), agency('OLD2', ['A'])];
const recordOf = (cycles: readonly PastCycle[]) => recordsOf(cycles, [A], [A, B, OLD1, OLD2])[0];

test('three years on time are proposed for commendation; two late ones of three for a reminder', () => {
  const years = (...each: CycleOutcome['outcome'][]) =>
    recordOf(each.map((one, place) => cycle(2026 - place, outcome('A', one, one === 'late' ? 2 : 0))));
  const judged = (...each: CycleOutcome['outcome'][]) => {
    const record = years(...each);
    return record && [isCommendable(record, recordPolicy), isRemindable(record, recordPolicy)];
  };
  expect(judged('on_time', 'on_time', 'on_time')).toEqual([true, false]);
  expect(judged('on_time', 'on_time')).toEqual([false, false]);
  expect(judged('late', 'on_time', 'missing')).toEqual([false, true]);
  expect(judged('late', 'on_time', 'on_time', 'missing')).toEqual([false, false]);
});

test('an excused year counts neither way: the year before it takes its place', () => {
  const years = [outcome('A', 'on_time'), outcome('A', 'excused'), outcome('A', 'on_time'), outcome('A', 'on_time')];
  const record = recordOf(years.map((each, place) => cycle(2026 - place, each)));
  expect(record?.counts).toMatchObject({ on_time: 3, excused: 1 });
  expect(record && isCommendable(record, recordPolicy)).toBe(true);
});

test('a report that is on time because of an outage is on time, and says so', () => {
  const record = recordOf([cycle(2026, outcome('A', 'on_time', 0, true))]);
  expect(record?.cycles[0]).toMatchObject({ outcome: 'on_time', byOutage: true });
});

test('years before a merger are those of the agencies merged into it, when they share one outcome', () => {
  const record = recordOf([
    cycle(2026, outcome('A', 'on_time')),
    cycle(2024, outcome('OLD1', 'late', 1), outcome('OLD2', 'late', 3)),
    cycle(2023, outcome('OLD1', 'on_time'), outcome('OLD2', 'missing')),
    cycle(2022, outcome('OLD1', 'on_time'), outcome('OLD2', 'excused')),
  ]);
  expect(record?.cycles.map(({ outcome: each, workingDaysLate, of }) => [each, workingDaysLate, of.length])).toEqual([
    ['on_time', 0, 0],
    ['late', 3, 2],
    ['split', 0, 2],
    ['on_time', 0, 2],
  ]);
});

test('an agency that owed a report itself answers for that, not for whom it took over later', () => {
  const record = recordOf([cycle(2024, outcome('A', 'on_time'), outcome('OLD1', 'missing'))]);
  expect(record?.cycles[0]).toMatchObject({ outcome: 'on_time', of: [] });
});

const outcomes = fc.constantFrom<CycleOutcome['outcome']>('on_time', 'late', 'missing', 'excused');
const years = fc.array(fc.record({ A: outcomes, B: outcomes, OLD1: outcomes, OLD2: outcomes }), { maxLength: 8 });
const policies = fc.record({
  commendCycles: fc.integer({ min: 1, max: 5 }),
  remindTimes: fc.integer({ min: 1, max: 5 }),
  remindCycles: fc.integer({ min: 1, max: 5 }),
});
const cyclesOf = (given: readonly Record<string, CycleOutcome['outcome']>[]): PastCycle[] =>
  given.map((each, place) =>
    cycle(2026 - place, ...Object.entries(each).map(([code, one]) => outcome(code, one, one === 'late' ? 1 : 0))),
  );

test('an excused year more changes no proposal, and a stricter policy proposes no more', () => {
  fc.assert(
    fc.property(years, policies, fc.nat(8), (given, policy, at) => {
      const all = [A, B, OLD1, OLD2];
      const codes = (list: readonly { agency: { code: string } }[]) => list.map((each) => each.agency.code);
      const plain = proposalsOf(recordsOf(cyclesOf(given), [A, B], all), policy);
      const excused = { A: 'excused', B: 'excused', OLD1: 'excused', OLD2: 'excused' } as const;
      const more = proposalsOf(recordsOf(cyclesOf(given.toSpliced(at, 0, excused)), [A, B], all), policy);
      expect(codes(more.commend)).toEqual(codes(plain.commend));
      expect(new Set(codes(more.remind))).toEqual(new Set(codes(plain.remind)));
      const stricter = { ...policy, commendCycles: policy.commendCycles + 1, remindTimes: policy.remindTimes + 1 };
      const strict = proposalsOf(recordsOf(cyclesOf(given), [A, B], all), stricter);
      expect(new Set(codes(plain.commend))).toEqual(new Set([...codes(strict.commend), ...codes(plain.commend)]));
      expect(new Set(codes(plain.remind))).toEqual(new Set([...codes(strict.remind), ...codes(plain.remind)]));
    }),
    { numRuns: 200 },
  );
});

test('nobody is on both lists when one late year keeps from the first and the windows are the same', () => {
  fc.assert(
    fc.property(years, fc.integer({ min: 1, max: 5 }), (given, window) => {
      const policy = { commendCycles: window, remindTimes: 1, remindCycles: window };
      const { commend, remind } = proposalsOf(recordsOf(cyclesOf(given), [A, B], [A, B, OLD1, OLD2]), policy);
      const both = commend.filter((each) => remind.includes(each));
      expect(both).toEqual([]);
      for (const { counts, cycles } of [...commend, ...remind]) {
        expect(Object.values(counts).reduce((sum, each) => sum + each, 0)).toBe(cycles.length);
      }
    }),
    { numRuns: 200 },
  );
});
