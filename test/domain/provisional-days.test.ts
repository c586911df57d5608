import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf, isWorkingDay } from '../../domain/calendar.ts';
import { composeCalendar, provisionalYears } from '../../domain/compose-calendar.ts';
import { provisionalDays } from '../../domain/provisional-days.ts';
import { lunarDaysOf } from '../../office/lunar-days.ts';
import { calendar, day } from './given-calendar.ts';

const official = [...calendar.days.values()];
const filled = (year: number) => provisionalDays(year, lunarDaysOf(year));
const datesOf = (year: number, kinds: readonly string[], days = official) =>
  days.filter(({ date, kind }) => date.startsWith(`${year}`) && kinds.includes(kind)).map(({ date }) => date);

test.each([
  {
    year: 2024,
    onlyOfficial: ['2024-02-08'],
    onlyRule: ['2024-02-13'],
    because: 'Tết 2024 took two days before and three after, so that mùng 4 was a substitute day',
  },
  {
    year: 2025,
    onlyOfficial: ['2025-01-27'],
    onlyRule: ['2025-02-01'],
    because: 'Tết 2025 took two days before and three after',
  },
  { year: 2026, onlyOfficial: [], onlyRule: [], because: 'Tết 2026 took one day before and four after, as the rule' },
  { year: 2027, onlyOfficial: [], onlyRule: [], because: 'the provisional 2027 of the sample follows the rule' },
])('the holidays of $year by rule and lunar library are the official ones; $because', (each) => {
  const byNotice = datesOf(each.year, ['statutory']);
  const byRule = datesOf(each.year, ['statutory'], [...filled(each.year)]);
  expect(byNotice.filter((date) => !byRule.includes(date))).toEqual(each.onlyOfficial);
  expect(byRule.filter((date) => !byNotice.includes(date))).toEqual(each.onlyRule);
});

test('mùng 1 Tết and Giỗ Tổ of the library lie among the official holidays of every year of the sample', () => {
  for (const year of [2024, 2025, 2026, 2027]) {
    const { newYear, kings } = lunarDaysOf(year);
    expect(datesOf(year, ['statutory'])).toEqual(expect.arrayContaining([newYear.toString(), kings.toString()]));
  }
});

test.each([
  { year: 2026, expected: ['2026-04-27'] },
  { year: 2027, expected: ['2027-02-10', '2027-02-11', '2027-05-03'] },
])('the substitute days of $year are the official ones', ({ year, expected }) => {
  expect(datesOf(year, ['compensatory'], [...filled(year)])).toEqual(expected);
  expect(datesOf(year, ['compensatory'])).toEqual(expected);
});

test('what the rule cannot know of 2024 to 2026 are the swapped days and their make-up Saturdays', () => {
  const swaps = official.filter(({ kind }) => kind === 'swapped_off' || kind === 'makeup_work');
  expect(swaps.map(({ date }) => date).toSorted()).toEqual([
    '2024-04-29',
    '2024-05-04',
    '2025-04-26',
    '2025-05-02',
    '2026-01-02',
    '2026-01-10',
    '2026-08-22',
    '2026-08-31',
  ]);
  for (const { date } of swaps) {
    expect(filled(Number(date.slice(0, 4))).map((each) => each.date)).not.toContain(date);
  }
});

test('the second day of Quốc khánh lies on the side that the official notices chose', () => {
  const beside = (days: readonly { date: string }[], year: number) =>
    days.map(({ date }) => date).filter((date) => date === `${year}-09-01` || date === `${year}-09-03`);
  for (const year of [2024, 2025, 2026, 2027]) {
    expect(beside(filled(year), year)).toEqual(beside(official, year));
  }
});

test('24/11 is filled in from 2026 on', () => {
  expect(filled(2025).map(({ date }) => date)).not.toContain('2025-11-24');
  expect(filled(2026).map(({ date }) => date)).toContain('2026-11-24');
});

test('in every year a holiday on a weekend has one working day of its own off, and every day is marked provisional', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2024, max: 2150 }), (year) => {
      const days = filled(year);
      const count = (kind: string) => days.filter((each) => each.kind === kind);
      const weekends = count('statutory').filter(({ date }) => day(date).dayOfWeek > 5);
      expect(count('compensatory')).toHaveLength(weekends.length);
      for (const each of count('compensatory')) expect(day(each.date).dayOfWeek).toBeLessThan(6);
      expect(new Set(days.map(({ date }) => date)).size).toBe(days.length);
      expect(days.every(({ confidence, source }) => confidence === 'low' && source.startsWith('Tạm tính'))).toBe(true);
    }),
  );
});

const composed = composeCalendar([], official, 'years', lunarDaysOf);
const year2028 = [...filled(2028)].map((each) => ({ ...each, source: 'Thông báo số 1', confidence: 'high' as const }));

test('a calendar reaches five years beyond its last given year, and the given years stay as they are', () => {
  expect(provisionalYears(composed)).toEqual([2028, 2029, 2030, 2031, 2032]);
  expect(composed.filter(({ date }) => date < '2028')).toEqual(official.toSorted((a, b) => (a.date < b.date ? -1 : 1)));
  expect(isWorkingDay(day('2032-12-31'), calendarOf('v', composed))).toBe(true);
});

test('an official year replaces the one filled in, and the filling moves on by a year', () => {
  const next = composeCalendar(composed, year2028.slice(0, -1), 'years', lunarDaysOf);
  expect(provisionalYears(next)).toEqual([2029, 2030, 2031, 2032, 2033]);
  expect(next.filter(({ date }) => date.startsWith('2028'))).toEqual(year2028.slice(0, -1));
});

test('single days come to a provisional year and leave its others provisional', () => {
  const swap = {
    date: '2028-05-03',
    name: 'Hoán đổi',
    kind: 'swapped_off',
    source: 'TB 2',
    confidence: 'high',
  } as const;
  const next = composeCalendar(composed, [swap], 'days', lunarDaysOf);
  expect(next.filter(({ date }) => date.startsWith('2028'))).toHaveLength(filled(2028).length + 1);
  const again = composeCalendar(next, [{ ...swap, date: '2027-05-04' }], 'days', lunarDaysOf);
  expect(again.filter(({ date }) => date.startsWith('2028'))).toEqual(
    next.filter(({ date }) => date.startsWith('2028')),
  );
});

test('a year that is to be replaced as a whole and lacks its holidays is refused, naming them', () => {
  const [newYear] = year2028;
  expect(() => composeCalendar(composed, newYear ? [newYear] : [], 'years', lunarDaysOf)).toThrow(
    expect.objectContaining({
      code: 'request.invalid',
      problems: [
        expect.objectContaining({ message: expect.stringContaining('Năm 2028 thiếu ngày lễ 30/04, 01/05, 02/09') }),
      ],
    }),
  );
});
