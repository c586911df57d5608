import type { CompiledIndicator } from './compiled-figures.ts';
import type { CompiledReport } from './compilation.ts';
import { timesLate } from './records-over-years.ts';
import type { AgencyRecord } from './records-over-years.ts';
import { byDate } from './zone.ts';

/** How many agencies had reported by the end of a day, the days counted from the due date (negative: before it). */
export interface CurvePoint {
  day: number;
  reported: number;
}

/** A curve over the agencies that owed a report. */
export interface BriefCurve {
  expected: number;
  points: readonly CurvePoint[];
}

/** An indicator's figure for a line of the brief. */
export interface BriefIndicator {
  name: string;
  unit: string;
  value: number;
  over: number;
  /** How many of the figures behind it stand out and were not looked into: the sum may rest on a slip. */
  unusual?: number;
  /** Last year's figure and this year's, over the agencies present in both. */
  inBoth?: { now: number; before: number };
}

/** A year on one page, for leaders. */
export interface Brief {
  /** `năm 2026` */
  words: string;
  asOf: Temporal.Instant;
  due: Temporal.PlainDate;
  figures: CompiledReport['figures'];
  before?: { words: string; figures: CompiledReport['figures'] };
  curve: { now: BriefCurve; before?: BriefCurve };
  /** Who is late or missing in this cycle, with how often in the cycles before and in it; the most often first. */
  late: readonly { agency: string; outcome: 'late' | 'missing'; workingDaysLate: number; times: number; of: number }[];
  obstacles: { unsettled: number; longest: readonly { title: string; agency: string; ageDays: number }[] };
  indicators: readonly BriefIndicator[];
  /** What comes next, the earliest first. */
  next: readonly { words: string; on: Temporal.PlainDate; over: boolean }[];
}

/** As many lines of each list as a page has room for. */
export const briefLines = { late: 8, obstacles: 4, indicators: 6, next: 5 } as const;

/** A title of which a page has room for two lines: cut at a word. */
export const shortened = (title: string): string =>
  title.length <= longestTitle ? title : `${title.slice(0, longestTitle).replace(/\s+\S*$/, '')}…`;

const longestTitle = 110;

/** A board's curve, its days counted from a due date, from four weeks before it. */
export function curveFrom(
  due: Temporal.PlainDate,
  days: readonly { day: Temporal.PlainDate; reported: number }[],
  expected: number,
): BriefCurve {
  const points = days.map(({ day, reported }) => ({ day: due.until(day).days, reported }));
  return { expected, points: points.toSorted((a, b) => a.day - b.day) };
}

/** How many had reported by the end of a day of a curve. */
export const reportedBy = ({ points }: BriefCurve, day: number): number =>
  points.findLast((point) => point.day <= day)?.reported ?? 0;

/** Who is late or missing in a cycle, the most often over the cycles first; `of` is how many cycles are counted. */
export function lateIn(cycle: string, records: readonly AgencyRecord[]): Brief['late'] {
  return records
    .flatMap((record) => {
      const mine = record.cycles.find((each) => each.cycle === cycle);
      if (mine?.outcome !== 'late' && mine?.outcome !== 'missing') return [];
      const { outcome, workingDaysLate } = mine;
      const of = record.cycles.length;
      return [{ agency: record.agency.name, outcome, workingDaysLate, times: timesLate(record, of), of }];
    })
    .toSorted((a, b) => b.times - a.times || Number(b.outcome === 'missing') - Number(a.outcome === 'missing'));
}

/**
 * The indicators that have a figure for the province, those that changed most against last year first; those with figures
 * that stand out come after them, marked. In: how many figures of an indicator stand out, by its code.
 */
export function highlights(
  indicators: readonly CompiledIndicator[] = [],
  outliers: ReadonlyMap<string, number> = new Map(),
): readonly BriefIndicator[] {
  return indicators
    .flatMap(({ code, name, unit, aggregate, lastYear }): BriefIndicator[] => {
      const { value, over } = aggregate;
      if (value === undefined) return [];
      const [now, before] = [lastYear?.inBoth.now.value, lastYear?.inBoth.before.value];
      const inBoth = now !== undefined && before !== undefined && { inBoth: { now, before } };
      const unusual = outliers.get(code);
      return [{ name, unit, value, over, ...inBoth, ...(unusual && { unusual }) }];
    })
    .toSorted((a, b) => Number(Boolean(a.unusual)) - Number(Boolean(b.unusual)) || change(b) - change(a));
}

/** `2 số liệu khác thường, cần kiểm tra`; nothing where none stands out. */
export const unusualWords = ({ unusual }: BriefIndicator): string =>
  unusual ? `có ${unusual} số liệu khác thường, cần kiểm tra` : '';

/** How much a figure changed, as a part of last year's; 0 where there is nothing to compare with. */
function change({ inBoth }: BriefIndicator): number {
  if (!inBoth || inBoth.before === 0) return 0;
  return Math.abs(inBoth.now - inBoth.before) / Math.abs(inBoth.before);
}

/** What comes next, each once, the earliest first; what has a day that is over and is not done stands first. */
export const nextOf = (
  dates: readonly { words: string; on: Temporal.PlainDate }[],
  today: Temporal.PlainDate,
): Brief['next'] =>
  dates
    .map((each) => ({ ...each, over: byDate(each.on, today) < 0 }))
    .toSorted((a, b) => byDate(a.on, b.on) || a.words.localeCompare(b.words, 'vi'));
