import { addWorkingDays } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { periodOf } from './period.ts';
import type { Frequency, Period } from './period.ts';
import { monthsOf, partsOf, termWords } from './term.ts';
import { byDate } from './zone.ts';

/** How often obstacles are compiled for UBND tỉnh, and how many working days after a period's end: the first. */
export const obstaclePolicy: { every: Exclude<Frequency, 'once' | 'year'>; workingDaysAfter: number } = {
  every: 'quarter',
  workingDaysAfter: 1,
};

/** A period of which the obstacles are to be compiled. */
export interface ObstaclePeriod extends Period {
  /** `2026-4` */
  name: string;
  /** `quý IV năm 2026` */
  words: string;
  /** The day on which it is due. */
  dueOn: Temporal.PlainDate;
}

/**
 * The period of obstacles that ended last before a day: on 15/12/2026 quarter IV, which ended on 14/12 and is due on 15/12.
 * Refuses: `calendar.gap`. Source: the plan's III.2; periods as NĐ 09/2019 Đ.12 has them; how often is configuration.
 */
export function lastObstaclePeriod(day: Temporal.PlainDate, calendar: Calendar): ObstaclePeriod {
  return periods(day.year + 1, calendar)
    .concat(periods(day.year, calendar), periods(day.year - 1, calendar))
    .filter(({ to }) => byDate(to, day) < 0)
    .reduce((last, each) => (byDate(each.to, last.to) > 0 ? each : last));
}

/** The period that ended last before a day, and the one after it; those that the calendar knows. */
export function obstaclePeriodsAround(day: Temporal.PlainDate, calendar: Calendar): readonly ObstaclePeriod[] {
  const all = [day.year - 1, day.year, day.year + 1].flatMap((year) => periods(year, calendar));
  const ended = all.findLastIndex(({ to }) => byDate(to, day) < 0);
  return all.slice(Math.max(0, ended), Math.max(0, ended) + 2);
}

/** Whether a period's compilation is due on a day and none has been made that reaches to its end. */
export const isObstacleCompilationDue = (
  { to, dueOn }: ObstaclePeriod,
  day: Temporal.PlainDate,
  compiledTo: Temporal.PlainDate | undefined,
): boolean => byDate(day, dueOn) >= 0 && (compiledTo === undefined || byDate(compiledTo, to) < 0);

function periods(year: number, calendar: Calendar): ObstaclePeriod[] {
  const { every, workingDaysAfter } = obstaclePolicy;
  return Array.from({ length: partsOf(every) }, (_, place) => place + 1)
    .filter((part) => knows(year, part, calendar))
    .map((part) => {
      const { from, to } = periodOf(every, year, part);
      const dueOn = addWorkingDays(to, workingDaysAfter, calendar);
      return { from, to, name: `${year}-${part}`, words: termWords({ year, part }, every), dueOn };
    });
}

/** A month after the period's end lies in the calendar: the day that follows it surely does. */
const knows = (year: number, part: number, { from, to }: Calendar): boolean => {
  const end = new Temporal.PlainDate(year, part * monthsOf[obstaclePolicy.every], 14);
  return byDate(end, from) >= 0 && byDate(end.add({ months: 1 }), to) <= 0;
};
