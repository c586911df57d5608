import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from '../../domain/calendar.ts';
import { calendar, day } from './given-calendar.ts';

test.each([
  { given: '2026-12-17', expected: true, because: 'an ordinary Thursday' },
  { given: '2026-12-20', expected: false, because: 'a Sunday' },
  { given: '2026-12-19', expected: false, because: 'a Saturday' },
  { given: '2026-01-02', expected: false, because: 'a Friday swapped off (9441/TB-BNV)' },
  { given: '2026-01-10', expected: true, because: 'the make-up Saturday for it' },
  { given: '2026-08-22', expected: true, because: 'a make-up Saturday for 31/8' },
  { given: '2026-04-27', expected: false, because: 'nghỉ bù for Giỗ Tổ on a Sunday (BLLĐ Đ.111.3)' },
  { given: '2026-02-18', expected: false, because: 'Tết' },
  { given: '2026-11-24', expected: false, because: 'Ngày Văn hóa Việt Nam, from 1/7/2026' },
  { given: '2025-11-24', expected: true, because: '24/11 was a working day before' },
])('$given is worked: $expected, $because', ({ given, expected }) => {
  expect(isWorkingDay(day(given), calendar)).toBe(expected);
});

test.each([
  { from: '2026-12-17', count: -20, expected: '2026-11-18', because: '24/11 is a holiday' },
  { from: '2026-12-17', count: -10, expected: '2026-12-03', because: 'two weekends between' },
  { from: '2026-12-17', count: -3, expected: '2026-12-14', because: 'Monday' },
  { from: '2026-12-17', count: -1, expected: '2026-12-16', because: 'the day before' },
  { from: '2026-12-17', count: 1, expected: '2026-12-18', because: 'the Friday' },
  { from: '2026-12-17', count: 2, expected: '2026-12-21', because: 'the weekend is skipped' },
  { from: '2026-08-21', count: 1, expected: '2026-08-22', because: 'the make-up Saturday counts' },
  { from: '2026-12-19', count: 0, expected: '2026-12-19', because: 'no days, no move' },
])('$count working days from $from is $expected: $because', ({ from, count, expected }) => {
  expect(addWorkingDays(day(from), count, calendar).toString()).toBe(expected);
});

test('a day outside the calendar version is refused by name', () => {
  expect(() => isWorkingDay(day('2028-01-03'), calendar)).toThrow('calendar.gap');
});

const days = fc.integer({ min: 0, max: 900 }).map((offset) => day('2024-06-03').add({ days: offset }));

test('invariant 6: adding working days lands on a working day, as many away as asked', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 40 }), (start, count) => {
      const reached = addWorkingDays(start, count, calendar);
      expect(isWorkingDay(reached, calendar)).toBe(true);
      expect(workingDaysBetween(start, reached, calendar)).toBe(count);
    }),
  );
});

test('invariant 6: going back from a working day and forth again returns to it', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 40 }), (start, count) => {
      fc.pre(isWorkingDay(start, calendar));
      expect(addWorkingDays(addWorkingDays(start, -count, calendar), count, calendar).toString()).toBe(
        start.toString(),
      );
    }),
  );
});

test('invariant 6: counting by the index is counting day by day', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 90 }), (start, length) => {
      let counted = 0;
      for (let ahead = 1; ahead <= length; ahead += 1) {
        if (isWorkingDay(start.add({ days: ahead }), calendar)) counted += 1;
      }
      expect(workingDaysBetween(start, start.add({ days: length }), calendar)).toBe(counted);
    }),
  );
});

test.each([
  { from: '2023-12-31', count: 1, expected: '2024-01-02', because: 'the first step is into the calendar' },
  { from: '2028-01-01', count: -1, expected: '2027-12-31', because: 'the first step is into the calendar' },
  { from: '2027-12-31', count: 1, expected: 'calendar.gap', because: 'it ends there' },
  { from: '2024-01-02', count: -1, expected: 'calendar.gap', because: 'it begins there' },
  { from: '2028-06-01', count: -1, expected: 'calendar.gap', because: 'it is far away' },
])('$count working days from $from at an end of the calendar: $expected, $because', ({ from, count, expected }) => {
  const reached = () => addWorkingDays(day(from), count, calendar).toString();
  if (expected === 'calendar.gap') expect(reached).toThrow(expected);
  else expect(reached()).toBe(expected);
});

test('days between are negative when counted backwards', () => {
  expect(workingDaysBetween(day('2026-12-21'), day('2026-12-17'), calendar)).toBe(-2);
});
