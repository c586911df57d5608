import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWorkingDay } from '../../domain/calendar.ts';
import { lockedFrom } from '../../domain/deadline.ts';
import { afterWorkingHours, coversDeadline, excusesLock } from '../../domain/outage.ts';
import { onTimeBecause, timeliness } from '../../domain/receipt.ts';
import { officeHours } from '../../domain/send-window.ts';
import { dayOf, endOf, instantOf } from '../../domain/zone.ts';
import { calendar, day, vn } from './given-calendar.ts';

const hours = { calendar, window: officeHours };
const due = day('2026-12-17');

const judge = (at: string, outage?: [string, string], policy = { graceHours: 0, outageHours: 8 }) =>
  timeliness(vn(at), {
    due,
    regime: policy,
    hours,
    outages: outage ? [{ id: 'o', beganAt: vn(outage[0]), endedAt: vn(outage[1]) }] : [],
  });

test.each([
  { began: '2026-12-17 21:00', ended: '2026-12-18 02:00', covers: true, because: 'it covered midnight' },
  { began: '2026-12-17 23:59:59', ended: '2026-12-18 00:00', covers: true, because: 'the last second was lost' },
  { began: '2026-12-17 20:00', ended: '2026-12-17 23:59', covers: false, because: 'a minute was left' },
  { began: '2026-12-18 00:00', ended: '2026-12-18 09:00', covers: false, because: 'the date was over before' },
  { began: '2026-12-10 08:00', ended: '2026-12-20 08:00', covers: true, because: 'the whole week was lost' },
])('an outage from $began to $ended covers the deadline of 17/12: $covers, $because', ({ began, ended, covers }) => {
  expect(coversDeadline({ beganAt: vn(began), endedAt: vn(ended) }, due, 0)).toBe(covers);
});

test.each([
  { from: '2026-12-18 07:40', hours: 8, reaches: '2026-12-18 15:40', because: 'a working day' },
  { from: '2026-12-18 16:00', hours: 8, reaches: '2026-12-21 13:30', because: 'over the weekend' },
  { from: '2026-12-19 03:00', hours: 1, reaches: '2026-12-21 08:00', because: 'a Saturday does not count' },
  { from: '2026-12-17 02:00', hours: 10.5, reaches: '2026-12-17 17:30', because: 'the whole window of a day' },
  { from: '2026-12-17 09:00', hours: 0, reaches: '2026-12-17 09:00', because: 'no hours are none' },
])('$hours working hours after $from is $reaches: $because', ({ from, hours: count, reaches }) => {
  expect(afterWorkingHours(vn(from), count, hours)).toEqual(vn(reaches));
});

test('more working hours never end earlier, and end within a window unless there are none', () => {
  const moments = fc.integer({ min: 0, max: 300 * 24 * 60 }).map((minutes) => vn('2026-01-05 00:00').add({ minutes }));
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 20 }), (from, count, more) => {
      const [first, later] = [afterWorkingHours(from, count, hours), afterWorkingHours(from, count + more, hours)];
      expect(Temporal.Instant.compare(first, later)).toBeLessThanOrEqual(0);
      expect(isWorkingDay(dayOf(first), calendar)).toBe(true);
      expect(Temporal.Instant.compare(first, instantOf(dayOf(first), officeHours.to))).toBeLessThanOrEqual(0);
    }),
  );
});

test('a report within the hours after an outage that covered the deadline is on time because of it', () => {
  const outage: [string, string] = ['2026-12-17 21:00', '2026-12-18 07:40'];
  expect(judge('2026-12-18 15:40', outage)).toMatchObject({ onTime: true, workingDaysLate: 0, outage: { id: 'o' } });
  expect(judge('2026-12-18 15:40:01', outage)).toEqual({ onTime: false, workingDaysLate: 1 });
  expect(judge('2026-12-17 23:59', outage)).toEqual({ onTime: true, workingDaysLate: 0 });
  expect(judge('2026-12-18 09:00', ['2026-12-17 20:00', '2026-12-17 23:00'])).toMatchObject({ onTime: false });
});

test('two outages with minutes between are like one: hours in which nothing could be received do not use up the allowance', () => {
  const outages = [
    { id: 'first', beganAt: vn('2026-12-17 22:00'), endedAt: vn('2026-12-18 02:00') },
    { id: 'second', beganAt: vn('2026-12-18 02:10'), endedAt: vn('2026-12-18 16:30') },
  ];
  const at = (received: string) =>
    timeliness(vn(received), { due, regime: { graceHours: 0, outageHours: 8 }, hours, outages });
  expect(at('2026-12-18 16:40')).toMatchObject({ onTime: true, outage: { id: 'first' } });
  // An hour on Friday, seven on Monday.
  expect(at('2026-12-21 14:00')).toMatchObject({ onTime: true });
  expect(at('2026-12-21 14:00:01')).toMatchObject({ onTime: false });
});

test('an outage that covered the moment of locking keeps the gate open for its hours, also for a late report', () => {
  const locked = vn('2026-12-19 00:00');
  const regime = { outageHours: 8 };
  const open = (began: string, ended: string, received: string) => {
    const outages = [{ id: 'o', beganAt: vn(began), endedAt: vn(ended) }];
    return excusesLock(vn(received), locked, { regime, hours, outages });
  };
  expect(open('2026-12-18 20:00', '2026-12-19 03:00', '2026-12-21 15:00')).toBe(true);
  expect(open('2026-12-18 20:00', '2026-12-19 03:00', '2026-12-21 15:00:01')).toBe(false);
  expect(open('2026-12-18 20:00', '2026-12-18 23:00', '2026-12-19 00:00')).toBe(false);
});

test('grace keeps a report on time for its hours and no longer', () => {
  const grace = { graceHours: 4, outageHours: 8 };
  expect(judge('2026-12-18 03:59:59.999', undefined, grace)).toEqual({ onTime: true, workingDaysLate: 0 });
  expect(judge('2026-12-18 04:00', undefined, grace)).toEqual({ onTime: false, workingDaysLate: 1 });
  expect(judge('2026-12-18 00:00', undefined)).toMatchObject({ onTime: false });
});

test.each([
  { receivedAt: '2026-12-17 23:59', onTime: true, saved: false, because: undefined },
  { receivedAt: '2026-12-18 01:00', onTime: true, saved: false, because: 'grace' },
  { receivedAt: '2026-12-18 09:00', onTime: true, saved: true, because: 'outage' },
  { receivedAt: '2026-12-18 09:00', onTime: false, saved: false, because: undefined },
])('a report of $receivedAt, on time: $onTime, is so because of $because', ({ receivedAt, onTime, saved, because }) => {
  const outage = saved && { outage: { beganAt: vn('2026-12-17 21:00'), endedAt: vn('2026-12-18 07:40') } };
  expect(onTimeBecause({ onTime, receivedAt: vn(receivedAt), due, ...outage })).toBe(because);
});

test('an outage never makes a report late, and never excuses one when the regime grants no hours', () => {
  const minute = fc.integer({ min: -3 * 1440, max: 5 * 1440 });
  const at = (minutes: number) => endOf(due).add({ minutes });
  fc.assert(
    fc.property(minute, minute, fc.integer({ min: 1, max: 4 * 1440 }), (received, began, length) => {
      const outages = [{ id: 'o', beganAt: at(began), endedAt: at(began + length) }];
      const facts = { due, hours, outages };
      const without = timeliness(at(received), {
        ...facts,
        outages: [],
        regime: { graceHours: 0, outageHours: 8 },
      });
      const withIt = timeliness(at(received), { ...facts, regime: { graceHours: 0, outageHours: 8 } });
      if (without.onTime) expect(withIt.onTime).toBe(true);
      if (withIt.onTime && !without.onTime) expect(began < 0 && began + length >= 0).toBe(true);
      const none = timeliness(at(received), { ...facts, regime: { graceHours: 0, outageHours: 0 } });
      if (received > began + length) expect(none.onTime).toBe(without.onTime);
    }),
  );
});

test.each([
  { late: { policy: 'accept' } as const, graceHours: 0, locked: undefined },
  { late: { policy: 'lock', workingDays: 0 } as const, graceHours: 0, locked: '2026-12-18 00:00' },
  { late: { policy: 'lock', workingDays: 2 } as const, graceHours: 0, locked: '2026-12-22 00:00' },
  { late: { policy: 'lock', workingDays: 0 } as const, graceHours: 6, locked: '2026-12-18 06:00' },
])('with $late and $graceHours hours of grace nothing is received from $locked', ({ late, graceHours, locked }) => {
  expect(lockedFrom(due, { late, graceHours }, calendar)).toEqual(locked && vn(locked));
});
