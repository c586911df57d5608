import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findOutliers, leapt, standsOut } from '../../domain/outliers.ts';
import { formOf, indicator } from '../given/forms.ts';

const money = indicator('1', { type: 'decimal', unit: 'triệu đồng' });
const content = (value: number) => ({ sections: {}, tasks: {}, indicators: { 1: { value } } });

function outliers(now: Record<string, number>, before: Record<string, number> = {}, each = money) {
  const form = formOf(each);
  return findOutliers({
    form,
    agencies: Object.keys(now).map((code) => ({ code, kind: 'department' })),
    sources: Object.entries(now).map(([agency, value]) => ({
      agency,
      name: agency,
      receipt: `BC-${agency}`,
      content: content(value),
    })),
    before: {
      form,
      agencies: Object.entries(before).map(([code, value]) => ({ code, heirs: [code], content: content(value) })),
    },
  });
}

test.each([
  { before: 100, now: 300, leaps: false },
  { before: 100, now: 301, leaps: true },
  { before: 100, now: 34, leaps: false },
  { before: 100, now: 33, leaps: true },
  { before: 100, now: -100, leaps: true },
  { before: 0, now: 5000, leaps: false },
])('a figure of $now after $before stands out from last year: $leaps', ({ before, now, leaps }) => {
  expect(leapt(before, now, money)).toBe(leaps);
});

test('counts below ten are left alone, and amounts are not', () => {
  expect(leapt(2, 9, { type: 'integer' })).toBe(false);
  expect(leapt(2, 10, { type: 'integer' })).toBe(true);
  expect(leapt(2, 9, { type: 'decimal' })).toBe(true);
});

test('a figure typed in thousands is listed with both numbers, and nothing is changed', () => {
  expect(outliers({ A: 12_500_000, B: 640 }, { A: 12_500, B: 600 })).toEqual([
    {
      ...{ indicator: '1', name: 'Chỉ tiêu 1', unit: 'triệu đồng', agency: 'A', receipt: 'BC-A', value: 12_500_000 },
      from: { kind: 'last_year', value: 12_500 },
    },
  ]);
});

test('what an agency said of a figure stands beside it', () => {
  const said = { ...content(640_000), explanations: { 'indicators.1': 'Do xây trụ sở. ' } };
  const [found] = findOutliers({
    form: formOf(money),
    agencies: [{ code: 'A', kind: 'department' }],
    sources: [{ agency: 'A', name: 'A', receipt: 'BC-A', content: said }],
    before: { form: formOf(money), agencies: [{ code: 'A', heirs: ['A'], content: content(600) }] },
  });
  expect(found?.explanation).toBe('Do xây trụ sở.');
});

test('a figure is measured by its peers from eight of them on', () => {
  const peers = { A: 10, B: 11, C: 12, D: 13, E: 14, F: 15, G: 900 };
  expect(outliers(peers)).toEqual([]);
  expect(outliers({ ...peers, H: 12 })).toMatchObject([
    { agency: 'G', value: 900, from: { kind: 'peers', value: 12.5, peers: 8 } },
  ]);
});

test('two that stand out do not hide each other', () => {
  const found = outliers({ A: 10, B: 11, C: 12, D: 13, E: 14, F: 15, G: 16, H: 900, I: 950 });
  expect(found.map(({ agency }) => agency)).toEqual(['H', 'I']);
});

test('a figure of last year in another unit is no measure', () => {
  const then = formOf(indicator('1', { type: 'decimal', unit: 'tỷ đồng' }));
  const facts = {
    form: formOf(money),
    agencies: [{ code: 'A', kind: 'department' as const }],
    sources: [{ agency: 'A', name: 'A', receipt: 'BC-A', content: content(12_500) }],
  };
  const agencies = [{ code: 'A', heirs: ['A'], content: content(12.5) }];
  expect(findOutliers({ ...facts, before: { form: then, agencies } })).toEqual([]);
  expect(findOutliers({ ...facts, before: { form: formOf(money), agencies } })).toHaveLength(1);
});

test('where most figures are equal one that differs stands out; where all are, none', () => {
  const equal = Object.fromEntries('ABCDEFGHIJ'.split('').map((code) => [code, 0]));
  expect(outliers(equal)).toEqual([]);
  expect(outliers({ ...equal, K: 4 }).map(({ agency }) => agency)).toEqual(['K']);
});

test('yes and no, and words, are not measured', () => {
  expect(outliers({ A: 9 }, { A: 1 }, indicator('1', { type: 'text', aggregation: 'none' }))).toEqual([]);
});

test('another unit of measure names the same outliers', () => {
  const values = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(values, fc.constantFrom(2, 1024, 0.125, 65_536), (given, unit) => {
      const [one, other] = [standsOut(given), standsOut(given.map((value) => value * unit))];
      expect(given.map((value) => other?.isOut(value * unit))).toEqual(given.map((value) => one?.isOut(value)));
      for (const value of given)
        expect(leapt(given[0] ?? 0, value, money)).toBe(leapt((given[0] ?? 0) * unit, value * unit, money));
    }),
  );
});
