import type { Calendar, CalendarDay } from './calendar.ts';
import { isFilledIn } from './provisional-days.ts';

/** What became of an official day: it came, went, is of another kind, or is announced where it was provisional. */
export type DayChange = 'added' | 'removed' | 'changed' | 'confirmed';

/** An official day on which two versions differ. */
export interface DayDifference {
  date: Temporal.PlainDate;
  change: DayChange;
  /** Absent for a day that came. */
  from?: CalendarDay;
  /** Absent for a day that went. */
  to?: CalendarDay;
}

/**
 * The days on which a later version differs from an earlier one, in order. A day whose words alone differ does not.
 * Years that only one of the versions reaches count when they were given, not when they were filled in by rule.
 */
export function calendarDifference(before: Calendar, after: Calendar): readonly DayDifference[] {
  const dates = [...new Set([...before.days.keys(), ...after.days.keys()])].toSorted();
  return dates.flatMap((iso) => {
    const date = Temporal.PlainDate.from(iso);
    const from = before.days.get(iso);
    const to = after.days.get(iso);
    const beyond = (day: CalendarDay | undefined, other: Calendar) => day && isFilledIn(day) && !reaches(other, date);
    if (beyond(from, after) || beyond(to, before)) return [];
    const change = changeOf(from, to);
    return change ? [{ date, change, ...(from && { from }), ...(to && { to }) }] : [];
  });
}

function changeOf(from: CalendarDay | undefined, to: CalendarDay | undefined): DayChange | undefined {
  if (!from) return 'added';
  if (!to) return 'removed';
  if (from.kind !== to.kind) return 'changed';
  return from.confidence === 'low' && to.confidence !== 'low' ? 'confirmed' : undefined;
}

const reaches = ({ from, to }: Calendar, date: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(from, date) <= 0 && Temporal.PlainDate.compare(date, to) <= 0;
