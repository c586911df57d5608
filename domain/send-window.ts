import { isWorkingDay } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { Refusal } from './refusal.ts';
import { dayOf, instantOf, isBefore } from './zone.ts';

/** The hours of a working day in which letters may leave: `07:00` to `17:30`. */
export interface SendWindow {
  from: string;
  to: string;
}

/** When an installation's letters leave: on the working days of a calendar, in the hours of a window. */
export interface OfficeHours {
  calendar: Calendar;
  window: SendWindow;
}

/** The window until an installation sets its own; with a margin at both ends, so that a letter of 17:00 still leaves the same day. */
export const officeHours: SendWindow = { from: '07:00', to: '17:30' };

/**
 * The first moment, not before `at`, at which a letter may leave: Saturday 19/12/2026 10:00 gives Monday 21/12 07:00.
 * The window's end is already outside. Refuses: `calendar.gap`.
 * Source: officials are not written to outside working hours, at weekends or on holidays; receipts are the exception.
 */
export function sendMoment(at: Temporal.Instant, { window, calendar }: OfficeHours): Temporal.Instant {
  for (let day = dayOf(at); ; day = day.add({ days: 1 })) {
    if (!isWorkingDay(day, calendar)) continue;
    const opens = instantOf(day, window.from);
    if (isBefore(at, opens)) return opens;
    if (isBefore(at, instantOf(day, window.to))) return at;
  }
}

/** The last answer of `momentToLeave`, with what was asked: it depends on nothing else. */
let last: { at: Temporal.Instant; hours: OfficeHours; moment: Temporal.Instant } | undefined;

/**
 * `sendMoment`; beyond the calendar nobody knows the working days, and a letter waits 24 hours for a new one: it stops no
 * other, and does not stay on its way for good.
 */
export function momentToLeave(at: Temporal.Instant, hours: OfficeHours): Temporal.Instant {
  // A wave asks it for each of its thousands of lines, of the same instant and the same hours.
  if (!last || !last.at.equals(at) || !sameHours(last.hours, hours)) last = { at, hours, moment: reckon(at, hours) };
  return last.moment;
}

const sameHours = (one: OfficeHours, other: OfficeHours): boolean =>
  one.calendar === other.calendar && one.window.from === other.window.from && one.window.to === other.window.to;

function reckon(at: Temporal.Instant, hours: OfficeHours): Temporal.Instant {
  try {
    return sendMoment(at, hours);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.gap') return at.add({ hours: 24 });
    throw error;
  }
}
