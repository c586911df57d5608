import type { CalendarDay } from './calendar.ts';
import { isFilledIn, provisionalDays } from './provisional-days.ts';
import type { LunarDaysOf } from './provisional-days.ts';
import { Refusal } from './refusal.ts';
import type { Problem } from './refusal.ts';

/**
 * What an import holds: all days of each year that it names, which replace those years; or single days that come to the
 * version in force or change it.
 */
export type Scope = 'years' | 'days';

/** How many years beyond the last one that was given are filled in by rule. */
const yearsAhead = 5;

/**
 * The days of a new version: those given, the days of other years as the version before has them, and the years that
 * nobody has given yet filled in by rule, to five years beyond the last given one.
 * In: the days of the version before (none for the first), the days given, how lunar days fall.
 * Out: in order, each date once. Refuses: `request.invalid` naming a date given twice, a swap on the wrong side of the week, or a year that is to be replaced as a whole and
 * lacks a holiday that every year has.
 */
export function composeCalendar(
  before: readonly CalendarDay[],
  given: readonly CalendarDay[],
  scope: Scope,
  lunarDaysOf: LunarDaysOf,
): readonly CalendarDay[] {
  refuseTwice(given);
  refuseOdd(given);
  if (scope === 'years') refuseIncompleteYears(given);
  const replaced = new Set(scope === 'years' ? given.map(yearOf) : []);
  const dates = new Set(given.map(({ date }) => date));
  const kept = before.filter((day) => !replaced.has(yearOf(day)) && !dates.has(day.date));
  const known = new Set([...kept.filter((day) => !isFilledIn(day)), ...given].map(yearOf));
  if (known.size === 0) throw refused([{ field: 'days', message: 'Lịch chưa có ngày nào.' }]);
  const last = Math.max(...known);
  const filled = yearsFrom(Math.min(...known), last + yearsAhead)
    .filter((year) => !known.has(year))
    .flatMap((year) => provisionalDays(year, lunarDaysOf(year)));
  // What was filled in stays in a year of which single days were given since.
  return [...kept.filter((day) => known.has(yearOf(day))), ...given, ...filled].toSorted((a, b) =>
    a.date < b.date ? -1 : 1,
  );
}

/** The years of a version that no notice has given: wholly filled in by rule. */
export function provisionalYears(days: readonly CalendarDay[]): readonly number[] {
  const years = Map.groupBy(days, yearOf);
  return [...years].filter(([, some]) => some.every(isFilledIn)).map(([year]) => year);
}

const yearOf = ({ date }: CalendarDay): number => Number(date.slice(0, 4));

const yearsFrom = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, place) => first + place);

/** BLLĐ 2019 Đ.112.1: the holidays with a date of their own that every year has. */
const everyYear = ['01-01', '04-30', '05-01', '09-02'];

function refuseIncompleteYears(given: readonly CalendarDay[]): void {
  const off = new Set(given.filter(({ kind }) => kind !== 'makeup_work').map(({ date }) => date));
  const problems = [...new Set(given.map(yearOf))]
    .toSorted((a, b) => a - b)
    .flatMap((year) => {
      const missing = everyYear.filter((monthDay) => !off.has(`${year}-${monthDay}`));
      if (missing.length === 0) return [];
      const dates = missing.map((monthDay) => `${monthDay.slice(3)}/${monthDay.slice(0, 2)}`).join(', ');
      const message = `Năm ${year} thiếu ngày lễ ${dates}. Nếu tệp chỉ ghi ngày bổ sung, sửa đổi, đề nghị chọn “Chỉ các ngày bổ sung, sửa đổi”.`;
      return [{ field: 'days', message }];
    });
  if (problems.length > 0) throw refused(problems);
}

function refuseTwice(given: readonly CalendarDay[]): void {
  const twice = [...Map.groupBy(given, ({ date }) => date)].filter(([, some]) => some.length > 1);
  if (twice.length === 0) return;
  throw refused(
    twice.map(([date]) => ({
      field: 'days',
      message: `Ngày ${date.split('-').toReversed().join('/')} được ghi nhiều lần.`,
    })),
  );
}

/** A swap takes a weekday off and gives a Saturday or Sunday to work: the other way round is a slip. */
function refuseOdd(given: readonly CalendarDay[]): void {
  const problems = given.flatMap(({ date, kind }) => {
    const isWeekend = Temporal.PlainDate.from(date).dayOfWeek > 5;
    const day = date.split('-').toReversed().join('/');
    if (kind === 'makeup_work' && !isWeekend) {
      return [{ field: 'days', message: `Ngày ${day} không phải thứ Bảy, Chủ nhật nên không thể là ngày làm bù.` }];
    }
    if (kind === 'swapped_off' && isWeekend) {
      return [{ field: 'days', message: `Ngày ${day} là ngày nghỉ hằng tuần nên không thể là ngày hoán đổi nghỉ.` }];
    }
    return [];
  });
  if (problems.length > 0) throw refused(problems);
}

const refused = (problems: readonly Problem[]): Refusal =>
  new Refusal('request.invalid', { count: String(problems.length) }, problems);
