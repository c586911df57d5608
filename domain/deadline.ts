import { isWorkingDay, workingDaysBetween } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { dayOf, endOf, isBefore } from './zone.ts';

/** What a deadline does that falls on a day off. */
export type Roll = 'forward' | 'keep' | 'back';

/** How a deadline is worded: "trước ngày D" leaves D out; "chậm nhất ngày D" and "đến hết ngày D" include it. */
export type Wording = 'before' | 'by';

/** The last day that a wording allows, before any rolling: "trước ngày 18/12" is 17/12, "chậm nhất ngày 17/12" is 17/12. */
export function statedDay(wording: Wording, day: Temporal.PlainDate): Temporal.PlainDate {
  return wording === 'before' ? day.subtract({ days: 1 }) : day;
}

/**
 * The last day on which a report is on time: 2026-12-20, a Sunday, rolled forward is 2026-12-21.
 * In: the stated day, itself included (for "trước ngày D" pass `statedDay('before', D)`).
 * Out: a day in Vietnam, over at 24:00 there. A working day never moves.
 * Refuses: `calendar.gap` when the calendar version ends before a working day is found.
 * Source: BLDS 2015 Đ.148.5 rolls forward; NĐ 09/2019 is silent, so `roll` is the regime's policy.
 */
export function lastDay(stated: Temporal.PlainDate, roll: Roll, calendar: Calendar): Temporal.PlainDate {
  let day = stated;
  while (roll !== 'keep' && !isWorkingDay(day, calendar)) day = day.add({ days: roll === 'forward' ? 1 : -1 });
  return day;
}

/** Whether something received at `at` is on time for `due`: until 24:00 in Vietnam on that day (BLDS 2015 Đ.148.6). */
export function isOnTime(at: Temporal.Instant, due: Temporal.PlainDate): boolean {
  return isBefore(at, endOf(due));
}

/**
 * How many working days something received at `at` is late for `due`; 0 when on time, at least 1 when late
 * (a report of Saturday for a Friday's deadline counts as one working day late).
 * Refuses: `calendar.gap`.
 */
export function workingDaysLate(at: Temporal.Instant, due: Temporal.PlainDate, calendar: Calendar): number {
  if (isOnTime(at, due)) return 0;
  return Math.max(1, workingDaysBetween(due, dayOf(at), calendar));
}
