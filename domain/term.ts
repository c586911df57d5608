import type { Frequency } from './period.ts';

/** Which report of a regime: the year that names it, and the part of that year, from 1; a yearly or one-off report has none. */
export interface Term {
  year: number;
  part?: number;
}

/** A day of a term as a regime states it: a date of its year, or a day counted from the month in which its period ends. */
export type DayOfTerm = { monthDay: string } | { day: number; monthsAfter: number };

/** How many months a period of each frequency has. */
export const monthsOf: Record<Exclude<Frequency, 'once'>, number> = { year: 12, half: 6, quarter: 3, month: 1 };

/** How many parts a year has for a frequency; 1 for what is named by the year alone. */
export const partsOf = (frequency: Frequency): number => (frequency === 'once' ? 1 : 12 / monthsOf[frequency]);

/** `2026`, or `2026-2` for the second part of a year. */
export const termName = ({ year, part }: Term): string => (part === undefined ? String(year) : `${year}-${part}`);

/** The term of a name; undefined for words that name none: `2026-2` is the second part of 2026. */
export function termOf(name: string): Term | undefined {
  const [, year, part] = /^(\d{4})(?:-([1-9]\d?))?$/.exec(name) ?? [];
  if (!year) return undefined;
  return { year: Number(year), ...(part && { part: Number(part) }) };
}

/** Orders terms of one regime. */
export const byTerm = (a: Term, b: Term): number => a.year - b.year || (a.part ?? 0) - (b.part ?? 0);

/** The term that follows in a regime of that frequency, all parts being reported. */
export function nextTerm({ year, part }: Term, frequency: Frequency): Term {
  if (part === undefined) return { year: year + 1 };
  return part < partsOf(frequency) ? { year, part: part + 1 } : { year: year + 1, part: 1 };
}

/**
 * The day of a term: `12-17` is 17 December of its year; day 16 with 0 months after is the 16th of the last month of its
 * period (of June for the first half of a year); day 31 in a month of 30 days is the 30th.
 */
export function dayInTerm(stated: DayOfTerm, { year, part = 1 }: Term, frequency: Frequency): Temporal.PlainDate {
  if ('monthDay' in stated) return Temporal.PlainDate.from(`${year}-${stated.monthDay}`);
  const length = frequency === 'once' ? 12 : monthsOf[frequency];
  const month = new Temporal.PlainYearMonth(year, part * length).add({ months: stated.monthsAfter });
  return month.toPlainDate({ day: Math.min(stated.day, month.daysInMonth) });
}

const quarters = ['I', 'II', 'III', 'IV'];

/** What a term is called after "báo cáo": `năm 2026`, `6 tháng đầu năm 2026`, `quý II năm 2026`, `tháng 5 năm 2026`. */
export function termWords({ year, part = 1 }: Term, frequency: Frequency): string {
  if (frequency === 'half') return `6 tháng ${part === 1 ? 'đầu' : 'cuối'} năm ${year}`;
  if (frequency === 'quarter') return `quý ${quarters[part - 1]} năm ${year}`;
  return frequency === 'month' ? `tháng ${part} năm ${year}` : `năm ${year}`;
}

/** The term of facts that name a year and, for a part of one, its number. */
export const termIn = ({ year, part }: { year: number; part: number | null }): Term => ({
  year,
  ...(part !== null && { part }),
});
