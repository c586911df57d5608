import { readFileSync } from 'node:fs';

/**
 * The office's days as somebody would read them off a wall calendar: from the data, reckoned here and not by the program's
 * own rules, which are on trial.
 */
export interface WallCalendar {
  isWorked(day: Temporal.PlainDate): boolean;
  /** So many working days after a day (negative: before it). */
  step(day: Temporal.PlainDate, days: number): Temporal.PlainDate;
  /** The day itself when it is worked, else the nearest worked one on that side. */
  roll(day: Temporal.PlainDate, side: 'forward' | 'back' | 'keep'): Temporal.PlainDate;
  years: readonly number[];
}

interface CalendarData {
  years: Record<string, { date: string; kind: string }[]>;
}

/** Reads the sample's calendar. */
export function readWallCalendar(): WallCalendar {
  const file = new URL('../../data/calendar-vn.json', import.meta.url);
  const { years } = JSON.parse(readFileSync(file, 'utf8')) as CalendarData;
  return wallCalendar(years);
}

/** A calendar of days off and of Saturdays that are worked. */
export function wallCalendar(years: CalendarData['years']): WallCalendar {
  const kinds = new Map(
    Object.values(years)
      .flat()
      .map(({ date, kind }) => [date, kind]),
  );
  const isWorked = (day: Temporal.PlainDate): boolean => {
    const kind = kinds.get(day.toString());
    return kind ? kind === 'makeup_work' : day.dayOfWeek <= 5;
  };
  return {
    isWorked,
    years: Object.keys(years).map(Number),
    step: (from, days) => {
      let day = from;
      for (let left = Math.abs(days); left > 0;) {
        day = day.add({ days: Math.sign(days) });
        if (isWorked(day)) left -= 1;
      }
      return day;
    },
    roll: (from, side) => {
      let day = from;
      while (side !== 'keep' && !isWorked(day)) day = day.add({ days: side === 'forward' ? 1 : -1 });
      return day;
    },
  };
}

/** The instant of a wall-clock time in Vietnam. */
export const momentOf = (day: Temporal.PlainDate, time: string): Temporal.Instant =>
  day.toZonedDateTime({ timeZone: 'Asia/Ho_Chi_Minh', plainTime: time }).toInstant();

export const isBefore = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0;
