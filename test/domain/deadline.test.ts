import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWorkingDay, workingDaysBetween } from '../../domain/calendar.ts';
import { isOnTime, lastDay, statedDay, workingDaysLate } from '../../domain/deadline.ts';
import { calendar, day, vn } from './given-calendar.ts';

test.each([
  { given: '2026-12-17', when: 'forward', expected: '2026-12-17', because: 'a Thursday stays' },
  { given: '2026-12-20', when: 'forward', expected: '2026-12-21', because: 'a Sunday moves to Monday (BLDS Đ.148.5)' },
  { given: '2026-12-20', when: 'back', expected: '2026-12-18', because: 'the Saturday is off too' },
  { given: '2026-12-20', when: 'keep', expected: '2026-12-20', because: 'the regime keeps it' },
  { given: '2026-08-22', when: 'forward', expected: '2026-08-22', because: 'a make-up Saturday is worked' },
  { given: '2026-02-16', when: 'forward', expected: '2026-02-23', because: 'Tết lasts the week' },
] as const)('last day $given, rolled $when, is $expected: $because', ({ given, when, expected }) => {
  expect(lastDay(day(given), when, calendar).toString()).toBe(expected);
});

test.each([
  { wording: 'before', given: '2026-12-18', expected: '2026-12-17', because: '“trước ngày” leaves the day out' },
  {
    wording: 'by',
    given: '2026-12-17',
    expected: '2026-12-17',
    because: '“chậm nhất ngày”, “đến hết ngày” include it',
  },
] as const)('$wording $given allows $expected: $because', ({ wording, given, expected }) => {
  expect(statedDay(wording, day(given)).toString()).toBe(expected);
});

test.each([
  { at: '2026-12-17 23:59:59', onTime: true, late: 0, because: 'the last second of the day' },
  { at: '2026-12-17 23:59:59.999', onTime: true, late: 0, because: 'the limit ends at 24:00 (BLDS Đ.148.6)' },
  { at: '2026-12-18 00:00:00', onTime: false, late: 1, because: 'the first instant after' },
  { at: '2026-12-19 10:00:00', onTime: false, late: 1, because: 'a Saturday adds no working day' },
  { at: '2026-12-21 08:00:00', onTime: false, late: 2, because: 'Monday is the second working day after' },
])('a report of $at for 17/12 is on time: $onTime, late $late: $because', ({ at, onTime, late }) => {
  expect(isOnTime(vn(at), day('2026-12-17'))).toBe(onTime);
  expect(workingDaysLate(vn(at), day('2026-12-17'), calendar)).toBe(late);
});

test('a report of the Saturday after a Friday is one working day late, though none lies between', () => {
  expect(workingDaysLate(vn('2026-12-19 09:00:00'), day('2026-12-18'), calendar)).toBe(1);
});

const days = fc.integer({ min: 0, max: 1200 }).map((offset) => day('2024-06-03').add({ days: offset }));

test('invariant 6: the nearest working day on that side, and rolling twice is rolling once', () => {
  fc.assert(
    fc.property(days, fc.constantFrom('forward', 'back'), (stated, roll) => {
      const rolled = lastDay(stated, roll, calendar);
      expect(isWorkingDay(rolled, calendar)).toBe(true);
      expect(Math.abs(workingDaysBetween(stated, rolled, calendar))).toBeLessThanOrEqual(1);
      expect(lastDay(rolled, roll, calendar).toString()).toBe(rolled.toString());
    }),
  );
});

test('on time or late: never both, and late is at least one day', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -400, max: 400 }), (due, hours) => {
      const at = vn(`${due.toString()} 12:00:00`).add({ hours });
      expect(workingDaysLate(at, due, calendar) === 0).toBe(isOnTime(at, due));
    }),
  );
});
