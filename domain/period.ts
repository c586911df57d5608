import { monthsOf } from './term.ts';

/** How often a periodic report is due (NĐ 09/2019 Đ.12); `once` for a one-off report (chuyên đề, đột xuất). */
export type Frequency = 'year' | 'half' | 'quarter' | 'month' | 'once';

export interface Period {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

/**
 * The days that a periodic report covers: year 2026 is 2025-12-15 to 2026-12-14, both included.
 * In: the year that names the report and the part in it, from 1 (half 2, quarter 4, month 12; 1 for a year).
 * Refuses: a RangeError for a part that the year has not: that is a mistake of the program, not of a person.
 * Source: NĐ 09/2019 Đ.12: from the 15th of the month before the period to the 14th of its last month;
 * the second half from 15/6 to 14/12.
 */
export function periodOf(frequency: Exclude<Frequency, 'once'>, year: number, part = 1): Period {
  const length = monthsOf[frequency];
  if (!Number.isInteger(part) || part < 1 || part * length > 12)
    throw new RangeError(`no ${frequency} ${part} in a year`);
  const to = new Temporal.PlainDate(year, part * length, 14);
  return { from: to.subtract({ months: length }).add({ days: 1 }), to };
}
