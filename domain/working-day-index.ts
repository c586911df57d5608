import { Refusal } from './refusal.ts';

/** What the index is made of: a calendar without the functions that use the index. */
interface Days {
  version: string;
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  days: ReadonlyMap<string, { kind: string }>;
}

/** The working days of a calendar version as numbers, 0 being its first day. */
export interface WorkingDayIndex {
  /** The numbers of the working days, in order. */
  worked: readonly number[];
  /** How many working days lie before each day; one entry more than there are days. */
  before: readonly number[];
}

const indexes = new WeakMap<Days, WorkingDayIndex>();

/**
 * The index of a calendar version, made once: planning a year counts thousands of working days, and walking from day to
 * day took nine tenths of its time (97 µs for 20 working days, 4 µs with the index).
 */
export function workingDayIndex(calendar: Days): WorkingDayIndex {
  const known = indexes.get(calendar) ?? indexed(calendar);
  indexes.set(calendar, known);
  return known;
}

/** Which day of a calendar version a day is, from 0; negative before its first day. */
export const dayNumber = (day: Temporal.PlainDate, { from }: Days): number => from.until(day).days;

/** The refusal of a day that a calendar version does not know. */
export const calendarGap = (day: Temporal.PlainDate, { version }: Days): Refusal =>
  new Refusal('calendar.gap', { day: day.toString(), version });

function indexed(calendar: Days): WorkingDayIndex {
  const worked: number[] = [];
  const before = [0];
  const official = new Map(
    [...calendar.days].map(([day, { kind }]) => [dayNumber(Temporal.PlainDate.from(day), calendar), kind]),
  );
  const [count, monday] = [dayNumber(calendar.to, calendar) + 1, 1 - calendar.from.dayOfWeek];
  for (let number = 0; number < count; number += 1) {
    const kind = official.get(number);
    if (kind ? kind === 'makeup_work' : (number - monday) % 7 < 5) worked.push(number);
    before.push(worked.length);
  }
  return { worked, before };
}
