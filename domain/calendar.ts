import { calendarGap, dayNumber, workingDayIndex } from './working-day-index.ts';

/** What an official day is: a holiday (BLLĐ Đ.112), its substitute (Đ.111.3), a weekday swapped off, a Saturday worked instead. */
export type DayKind = 'statutory' | 'compensatory' | 'swapped_off' | 'makeup_work';

export interface CalendarDay {
  date: string;
  name: string;
  kind: DayKind;
  source: string;
  confidence: 'high' | 'medium' | 'low';
}

/** One version of the working calendar. It knows the days from `from` to `to`, both included, and refuses outside them. */
export interface Calendar {
  version: string;
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  days: ReadonlyMap<string, CalendarDay>;
}

/**
 * A calendar from its official days; it covers the whole years in which any of them falls.
 * In: at least one day. Refuses: nothing; the data file's own test checks the days.
 */
export function calendarOf(version: string, days: readonly CalendarDay[]): Calendar {
  const years = days.map((day) => Temporal.PlainDate.from(day.date).year);
  return {
    version,
    from: new Temporal.PlainDate(Math.min(...years), 1, 1),
    to: new Temporal.PlainDate(Math.max(...years), 12, 31),
    days: new Map(days.map((day) => [day.date, day])),
  };
}

/**
 * Whether the office works on a day: Monday to Friday unless an official day says otherwise, and make-up Saturdays.
 * Refuses: `calendar.gap` for a day outside the version. Source: BLLĐ 2019 Đ.111, Đ.112 and the yearly swap notices.
 */
export function isWorkingDay(day: Temporal.PlainDate, calendar: Calendar): boolean {
  if (Temporal.PlainDate.compare(day, calendar.from) < 0 || Temporal.PlainDate.compare(day, calendar.to) > 0) {
    throw calendarGap(day, calendar);
  }
  const official = calendar.days.get(day.toString());
  if (official) return official.kind === 'makeup_work';
  return day.dayOfWeek <= 5;
}

/**
 * The working day that lies `count` working days after a day (before it, when negative): 2026-12-17 less 1 is 2026-12-16.
 * The day itself is not counted (BLDS 2015 Đ.147.2); 0 gives the day itself, worked or not.
 * Refuses: `calendar.gap`.
 */
export function addWorkingDays(day: Temporal.PlainDate, count: number, calendar: Calendar): Temporal.PlainDate {
  if (count === 0) return day;
  const { worked, before } = workingDayIndex(calendar);
  const first = dayNumber(day, calendar) + Math.sign(count);
  if (first < 0 || first >= before.length - 1) throw calendarGap(day.add({ days: Math.sign(count) }), calendar);
  const place = count > 0 ? (before[first] ?? 0) + count - 1 : (before[first + 1] ?? 0) + count;
  const reached = worked[place];
  if (reached === undefined) {
    throw calendarGap(count > 0 ? calendar.to.add({ days: 1 }) : calendar.from.subtract({ days: 1 }), calendar);
  }
  return calendar.from.add({ days: reached });
}

/**
 * How many working days lie after `from` up to and including `to`: Thursday to next Monday is 2. Negative when `to` is earlier.
 * Refuses: `calendar.gap`.
 */
export function workingDaysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate, calendar: Calendar): number {
  if (Temporal.PlainDate.compare(to, from) < 0) return -workingDaysBetween(to, from, calendar);
  if (to.equals(from)) return 0;
  const { before } = workingDayIndex(calendar);
  const [first, last] = [dayNumber(from, calendar) + 1, dayNumber(to, calendar)];
  if (first < 0) throw calendarGap(from.add({ days: 1 }), calendar);
  if (last >= before.length - 1) throw calendarGap(calendar.to.add({ days: 1 }), calendar);
  return (before[last + 1] ?? 0) - (before[first] ?? 0);
}
