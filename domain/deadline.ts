import { addWorkingDays, isWorkingDay, workingDaysBetween } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import type { Regime } from './regime.ts';
import { dayOf, endOf, isBefore, laterOf } from './zone.ts';

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

/**
 * Whether something received at `at` is on time for `due`: until 24:00 in Vietnam on that day (BLDS 2015 Đ.148.6), and as
 * many hours longer as the regime grants.
 */
export function isOnTime(at: Temporal.Instant, due: Temporal.PlainDate, graceHours = 0): boolean {
  return isBefore(at, endOf(due).add({ hours: graceHours }));
}

/**
 * From when a report for a due date is no longer received: 24:00 of the n-th working day after it, and never before the
 * grace is over. Undefined when the regime takes late reports and marks them.
 * Refuses: `calendar.gap`. Source: the regime's own policy; NĐ 09/2019 knows no such end.
 */
export function lockedFrom(
  due: Temporal.PlainDate,
  { late, graceHours }: Pick<Regime, 'late' | 'graceHours'>,
  calendar: Calendar,
): Temporal.Instant | undefined {
  if (late.policy === 'accept') return undefined;
  const end = endOf(addWorkingDays(due, late.workingDays, calendar));
  const grace = endOf(due).add({ hours: graceHours });
  return laterOf(end, grace);
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
