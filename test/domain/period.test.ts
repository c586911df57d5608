import { expect, test } from 'vitest';
import { periodOf } from '../../domain/period.ts';

// NĐ 09/2019 Đ.12
test.each([
  { frequency: 'year', part: 1, from: '2025-12-15', to: '2026-12-14' },
  { frequency: 'half', part: 1, from: '2025-12-15', to: '2026-06-14' },
  { frequency: 'half', part: 2, from: '2026-06-15', to: '2026-12-14' },
  { frequency: 'quarter', part: 1, from: '2025-12-15', to: '2026-03-14' },
  { frequency: 'quarter', part: 4, from: '2026-09-15', to: '2026-12-14' },
  { frequency: 'month', part: 1, from: '2025-12-15', to: '2026-01-14' },
  { frequency: 'month', part: 3, from: '2026-02-15', to: '2026-03-14' },
] as const)('$frequency $part of 2026 is $from to $to', ({ frequency, part, from, to }) => {
  const period = periodOf(frequency, 2026, part);
  expect([period.from.toString(), period.to.toString()]).toEqual([from, to]);
});

test('the periods of a year follow each other without gap or overlap', () => {
  for (const [frequency, parts] of [
    ['half', 2],
    ['quarter', 4],
    ['month', 12],
  ] as const) {
    for (let part = 2; part <= parts; part += 1) {
      const earlier = periodOf(frequency, 2026, part - 1);
      expect(periodOf(frequency, 2026, part).from.toString()).toBe(earlier.to.add({ days: 1 }).toString());
    }
  }
});

test('a fifth quarter is a mistake of the program', () => {
  expect(() => periodOf('quarter', 2026, 5)).toThrow(RangeError);
});
