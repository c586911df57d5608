import { expect, test } from 'vitest';
import { curveFrom, highlights, lateIn, nextOf, reportedBy, unusualWords } from '../../domain/brief.ts';
import type { AgencyRecord, Punctuality } from '../../domain/records-over-years.ts';
import { day } from './given-calendar.ts';

test('a curve counts its days from the due date, and says how many had reported by each', () => {
  const days = [
    { day: day('2026-12-10'), reported: 3 },
    { day: day('2026-12-17'), reported: 9 },
    { day: day('2026-12-21'), reported: 10 },
  ];
  const curve = curveFrom(day('2026-12-17'), days, 12);
  expect(curve.points.map((point) => point.day)).toEqual([-7, 0, 4]);
  expect([-8, -7, -1, 0, 3, 4, 99].map((each) => reportedBy(curve, each))).toEqual([0, 3, 3, 9, 9, 10, 10]);
});

const record = (name: string, ...outcomes: Punctuality[]): AgencyRecord => ({
  agency: { code: name, name, kind: 'department' },
  counts: { on_time: 0, late: 0, missing: 0, excused: 0, split: 0 },
  cycles: outcomes.map((outcome, place) => ({
    ...{ cycle: `r/${2026 - place}`, words: `năm ${2026 - place}`, outcome, byOutage: false, of: [] },
    workingDaysLate: outcome === 'late' ? 2 : 0,
  })),
});

test('who is late in the cycle stands with how often over the years, the most often first', () => {
  const records = [
    record('A', 'late', 'on_time'),
    record('B', 'on_time', 'late'),
    record('C', 'missing', 'late', 'late'),
  ];
  expect(lateIn('r/2026', records)).toEqual([
    { agency: 'C', outcome: 'missing', workingDaysLate: 0, times: 3, of: 3 },
    { agency: 'A', outcome: 'late', workingDaysLate: 2, times: 1, of: 2 },
  ]);
});

test('indicators without a figure for the province are left out; those that changed most come first', () => {
  const indicator = (name: string, value: number | undefined, inBoth?: [before: number, now: number]) => {
    const of = (each: number | undefined) => ({ value: each, over: 5, estimated: 0, lopsided: 0 });
    const compared = inBoth && {
      lastYear: { all: of(inBoth[0]), inBoth: { before: of(inBoth[0]), now: of(inBoth[1]) } },
    };
    return {
      ...{ code: name, name, unit: 'đề tài', type: 'integer' as const, aggregation: 'sum', section: 'Biểu', asked: 5 },
      ...{ aggregate: of(value), figures: [], ...compared },
    } as Parameters<typeof highlights>[0] extends readonly (infer Each)[] | undefined ? Each : never;
  };
  const shown = highlights([indicator('a', 10), indicator('b', undefined), indicator('c', 20, [10, 20])]);
  expect(shown.map(({ name, inBoth }) => [name, inBoth])).toEqual([
    ['c', { before: 10, now: 20 }],
    ['a', undefined],
  ]);
  expect(highlights(undefined)).toEqual([]);
  // A slip of thousands for millions would else lead the page.
  const [first, last] = highlights([indicator('c', 20, [10, 20]), indicator('a', 10)], new Map([['c', 2]]));
  expect([first?.name, last?.name, last && unusualWords(last)]).toEqual([
    'a',
    'c',
    'có 2 số liệu khác thường, cần kiểm tra',
  ]);
  expect(first && unusualWords(first)).toBe('');
});

test('what comes next stands in order, and what is over says so', () => {
  const dates = [
    { words: 'Gửi Thủ tướng Chính phủ', on: day('2026-12-25') },
    { words: 'Gửi Bộ Khoa học và Công nghệ', on: day('2026-12-21') },
  ];
  expect(nextOf(dates, day('2026-12-22')).map(({ words, over }) => [words, over])).toEqual([
    ['Gửi Bộ Khoa học và Công nghệ', true],
    ['Gửi Thủ tướng Chính phủ', false],
  ]);
});
