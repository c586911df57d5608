import { expect, test } from 'vitest';
import { cycleDates } from '../../domain/cycle.ts';
import { following, planRegime } from '../../domain/plan-regime.ts';
import { dayInTerm, termName, termOf, termWords } from '../../domain/term.ts';
import { calendar, regime, vn } from './given-calendar.ts';

test.each([
  { name: '2026', term: { year: 2026 } },
  { name: '2026-2', term: { year: 2026, part: 2 } },
  { name: '2026-12', term: { year: 2026, part: 12 } },
])('a term is named $name, and the name gives the term back', ({ name, term }) => {
  expect(termName(term)).toBe(name);
  expect(termOf(name)).toEqual(term);
});

test.each(['26', '2026-0', '2026-', '2026-2-1', 'năm 2026'])('%s names no term', (name) => {
  expect(termOf(name)).toBeUndefined();
});

test.each([
  { frequency: 'year', term: { year: 2026 }, words: 'năm 2026' },
  { frequency: 'half', term: { year: 2026, part: 1 }, words: '6 tháng đầu năm 2026' },
  { frequency: 'half', term: { year: 2026, part: 2 }, words: '6 tháng cuối năm 2026' },
  { frequency: 'quarter', term: { year: 2026, part: 4 }, words: 'quý IV năm 2026' },
  { frequency: 'month', term: { year: 2026, part: 5 }, words: 'tháng 5 năm 2026' },
] as const)('the report of a $frequency is called $words', ({ frequency, term, words }) => {
  expect(termWords(term, frequency)).toBe(words);
});

test.each([
  { stated: { monthDay: '12-17' }, term: { year: 2026 }, frequency: 'year', expected: '2026-12-17' },
  { stated: { day: 16, monthsAfter: 0 }, term: { year: 2026, part: 1 }, frequency: 'half', expected: '2026-06-16' },
  { stated: { day: 31, monthsAfter: 0 }, term: { year: 2026, part: 2 }, frequency: 'quarter', expected: '2026-06-30' },
  { stated: { day: 5, monthsAfter: 1 }, term: { year: 2026, part: 12 }, frequency: 'month', expected: '2027-01-05' },
  { stated: { day: 20, monthsAfter: -1 }, term: { year: 2026 }, frequency: 'year', expected: '2026-11-20' },
] as const)('$stated of the term $term ($frequency) is $expected', ({ stated, term, frequency, expected }) => {
  expect(dayInTerm(stated, term, frequency).toString()).toBe(expected);
});

test('a regime that reports the first half and the year’s end skips the parts that it does not report', () => {
  const quarterly = { frequency: 'quarter', parts: [2, 4] } as const;
  expect(following({ year: 2026, part: 2 }, quarterly)).toEqual({ year: 2026, part: 4 });
  expect(following({ year: 2026, part: 4 }, quarterly)).toEqual({ year: 2027, part: 2 });
});

const monthly = {
  ...regime,
  frequency: 'month',
  cutOff: { day: 14, monthsAfter: 0, wording: 'by', roll: 'keep', basis: '' },
  due: { day: 16, monthsAfter: 0, wording: 'before', roll: 'forward', basis: '' },
} as const;

test('a monthly regime put in force in the middle of a month opens the first month whose due date lies ahead', () => {
  const next = planRegime(
    { regime: monthly, activatedAt: vn('2026-05-20 08:00:00'), opened: [], calendar },
    vn('2026-05-20 08:00:00'),
  );
  expect(next.done || next.step?.term).toEqual({ year: 2026, part: 6 });
  const dates = cycleDates(monthly, { year: 2026, part: 6 }, calendar);
  expect(`${dates.period.from.toString()} ${dates.period.to.toString()} ${dates.due.toString()}`).toBe(
    '2026-05-15 2026-06-14 2026-06-15',
  );
});

test('a one-off report opens one cycle, covers the days that it states, and is done', () => {
  const once = { ...regime, frequency: 'once', once: { from: '2025-07-01', to: '2026-06-30' } } as const;
  const facts = { regime: once, activatedAt: vn('2026-10-01 08:00:00'), opened: [], calendar };
  const next = planRegime(facts, vn('2026-10-01 08:00:00'));
  expect(next.done || next.step?.term).toEqual({ year: 2026 });
  expect(cycleDates(once, { year: 2026 }, calendar).period.from.toString()).toBe('2025-07-01');
  expect(planRegime({ ...facts, opened: [{ year: 2026 }] }, vn('2027-01-01 00:00:00'))).toEqual({ done: true });
});

test('localities may have a due date before the departments’', () => {
  const earlier = { monthDay: '12-15', wording: 'by', roll: 'forward', basis: '' } as const;
  const { due, dueOf } = cycleDates({ ...regime, dueOf: { commune: earlier } }, { year: 2026 }, calendar);
  expect(due.toString()).toBe('2026-12-17');
  expect(dueOf.commune?.toString()).toBe('2026-12-15');
});
