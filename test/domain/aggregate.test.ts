import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aggregate } from '../../domain/aggregate.ts';
import type { GivenFigure } from '../../domain/aggregate.ts';
import { aggregateForm } from '../../domain/aggregate-form.ts';
import { formOf, indicator } from '../given/forms.ts';

const figures = (...values: number[]): GivenFigure[] => values.map((value) => ({ value }));

test.each([
  { aggregation: 'sum', given: figures(3, 4), value: 7, over: 2, because: 'figures are added' },
  { aggregation: 'sum', given: figures(0.1, 0.2), value: 0.3, over: 2, because: 'without 0,30000000000000004' },
  { aggregation: 'sum', given: [], value: undefined, over: 0, because: 'nobody gave one' },
  { aggregation: 'last', given: figures(12, 30), value: 42, over: 2, because: 'states at the end are added up' },
  { aggregation: 'mean', given: figures(3, 4), value: 3.5, over: 2, because: 'agencies count alike' },
  { aggregation: 'mean', given: figures(-1, 0, 0), value: -0.3333, over: 3, because: 'to four decimals' },
  {
    aggregation: 'weighted',
    given: [
      { value: 90, weight: 900 },
      { value: 50, weight: 100 },
    ],
    value: 86,
    over: 2,
    because: 'the large one counts more',
  },
  {
    aggregation: 'weighted',
    given: [{ value: 90, weight: 900 }, { value: 50, weight: 0 }, { value: 10 }, { value: 10, weight: -1 }],
    value: 90,
    over: 1,
    because: 'without a weight there is nothing to weigh',
  },
  { aggregation: 'count', given: figures(1, 0, 1), value: 2, over: 3, because: 'a no is given, and not counted' },
  { aggregation: 'none', given: figures(1, 2), value: undefined, over: 2, because: 'it is read agency by agency' },
] as const)('$aggregation of $given is $value: $because', ({ aggregation, given, value, over }) => {
  expect(aggregate({ aggregation }, given)).toEqual({ value, over, estimated: 0, lopsided: 0 });
});

test('estimated figures are counted among those that count', () => {
  const given = [
    { value: 1, estimated: true, weight: 1 },
    { value: 2, weight: 1 },
    { value: 3, estimated: true },
  ];
  expect(aggregate({ aggregation: 'sum' }, given)).toMatchObject({ over: 3, estimated: 2 });
  expect(aggregate({ aggregation: 'weighted' }, given)).toMatchObject({ over: 2, estimated: 1 });
});

/** Figures as agencies give them: up to four decimals, some weighed, some estimated. */
const figure = fc.record({
  value: fc.integer({ min: -1e13, max: 1e13 }).map((whole) => whole / 10_000),
  weight: fc.integer({ min: 0, max: 1e9 }),
  estimated: fc.boolean(),
});
const aggregation = fc.constantFrom('sum', 'mean', 'weighted', 'last', 'count', 'none');

test('the order in which agencies are read never matters', () => {
  const shuffled = fc
    .array(figure, { maxLength: 30 })
    .chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })));
  fc.assert(
    fc.property(aggregation, shuffled, (how, [given, other]) => {
      expect(aggregate({ aggregation: how }, other)).toEqual(aggregate({ aggregation: how }, given));
    }),
  );
});

test('a mean, weighted or not, lies between the least and the greatest figure; one figure is its own mean', () => {
  fc.assert(
    fc.property(fc.constantFrom('mean', 'weighted'), fc.array(figure, { minLength: 1 }), (how, given) => {
      const { value, over } = aggregate({ aggregation: how }, given);
      const counted = given.filter(({ weight }) => how === 'mean' || weight > 0).map((each) => each.value);
      expect(over).toBe(counted.length);
      const [least, most] = [Math.min(...counted), Math.max(...counted)];
      expect(value === undefined ? counted.length === 0 : value >= least && value <= most).toBe(true);
    }),
  );
});

test('weights that are all the same weigh nothing', () => {
  fc.assert(
    fc.property(fc.array(figure, { minLength: 1 }), fc.integer({ min: 1, max: 1000 }), (given, weight) => {
      const alike = given.map((each) => ({ ...each, weight }));
      expect(aggregate({ aggregation: 'weighted' }, alike)).toEqual(aggregate({ aggregation: 'mean' }, alike));
    }),
  );
});

test('the sum of two groups is that of their sums', () => {
  fc.assert(
    fc.property(fc.array(figure, { minLength: 1 }), fc.array(figure, { minLength: 1 }), (some, others) => {
      const sum = (given: readonly GivenFigure[]) => aggregate({ aggregation: 'sum' }, given).value ?? Number.NaN;
      expect(sum([...some, ...others])).toBe(sum(figures(sum(some), sum(others))));
    }),
  );
});

const shares = formOf(
  indicator('share', { type: 'percent', unit: '%', formula: { share: ['part', 'all'] }, aggregation: 'weighted' }),
  indicator('part'),
  indicator('all', { formula: { sum: ['here', 'there'] } }),
  indicator('here'),
  indicator('there'),
);

const answers = (given: Record<string, number>, estimated = false) =>
  Object.fromEntries(Object.entries(given).map(([code, value]) => [code, { value, ...(estimated && { estimated }) }]));

test('the province’s share is that of the sums: 1 of 1 and 0 of 99 are 1 %, not 50 %', () => {
  const found = aggregateForm(shares, [
    answers({ part: 1, here: 1, there: 0 }),
    answers({ part: 0, here: 90, there: 9 }, true),
  ]);
  expect(found.get('all')).toEqual({ value: 100, over: 2, estimated: 1, lopsided: 0 });
  expect(found.get('share')).toEqual({ value: 1, over: 2, estimated: 1, lopsided: 0 });
  expect([...found.keys()]).toEqual(['share', 'part', 'all', 'here', 'there']);
});

test('agencies that gave a part without its whole are counted apart', () => {
  const found = aggregateForm(shares, [answers({ part: 5, here: 10, there: 0 }), answers({ part: 5 }), {}]);
  expect(found.get('share')).toEqual({ value: 100, over: 2, estimated: 0, lopsided: 1 });
});

test('a formula over what is not added up is aggregated as the agencies reckon it', () => {
  const form = formOf(
    indicator('now', { type: 'percent', aggregation: 'mean' }),
    indicator('before', { type: 'percent', aggregation: 'mean' }),
    indicator('more', { type: 'decimal', aggregation: 'mean', formula: { difference: ['now', 'before'] } }),
  );
  const found = aggregateForm(form, [answers({ now: 50, before: 40 }), answers({ now: 30 })]);
  expect(found.get('more')).toEqual({ value: 10, over: 1, estimated: 0, lopsided: 0 });
});

test('words are counted where there are any, and yes where it is said', () => {
  const form = formOf(
    indicator('words', { type: 'text', aggregation: 'count' }),
    indicator('plan', { type: 'yes_no', aggregation: 'count' }),
  );
  const found = aggregateForm(form, [
    { words: { value: 'Có' }, plan: { value: true } },
    { words: { value: ' ' }, plan: { value: false } },
  ]);
  expect(found.get('words')).toMatchObject({ value: 1, over: 1 });
  expect(found.get('plan')).toMatchObject({ value: 1, over: 2 });
});

test('a sum reckoned over the sums is the sum of what each agency reckons', () => {
  const answer = fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: undefined });
  const report = fc
    .record({ here: answer, there: answer })
    .map((given) =>
      answers(Object.fromEntries(Object.entries(given).flatMap(([code, n]) => (n === undefined ? [] : [[code, n]])))),
    );
  fc.assert(
    fc.property(fc.array(report), (reports) => {
      const found = aggregateForm(shares, reports);
      const own = reports.flatMap((each) => aggregateForm(shares, [each]).get('all')?.value ?? []);
      expect(found.get('all')?.value).toBe(own.length > 0 ? own.reduce((sum, each) => sum + each, 0) : undefined);
      expect(found.get('all')?.over).toBe(own.length);
    }),
  );
});

test('sums of sums of sums are reckoned at once: each is the sum of the two before', () => {
  const chain = Array.from({ length: 60 }, (_, at) =>
    indicator(`${at}`, at < 2 ? {} : { formula: { sum: [`${at - 1}`, `${at - 2}`] } }),
  );
  const found = aggregateForm(formOf(...chain), [answers({ '0': 1, '1': 1 })]);
  expect(found.get('20')).toMatchObject({ value: 10_946, over: 1, lopsided: 0 });
  expect(found.get('59')?.value).toBe(1_548_008_755_920);
});
