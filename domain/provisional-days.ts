import type { Calendar, CalendarDay } from './calendar.ts';
import { byDate } from './zone.ts';

/** The days of a year that follow the moon, as a lunar calendar gives them. */
export interface LunarDays {
  /** Mùng 1 Tết. */
  newYear: Temporal.PlainDate;
  /** Giỗ Tổ Hùng Vương, 10/3 by the lunar calendar. */
  kings: Temporal.PlainDate;
}

/** Gives a year's lunar days in the solar calendar; the algorithm stands outside the rules. */
export type LunarDaysOf = (year: number) => LunarDays;

const tentative = 'Tạm tính theo BLLĐ 2019';

/** Whether a day was filled in by rule, until an official version gives its year. */
export const isFilledIn = ({ source, confidence }: Pick<CalendarDay, 'source' | 'confidence'>): boolean =>
  confidence === 'low' && source.startsWith(tentative);

/**
 * The days off of a year that no notice has announced yet, each marked as provisional (confidence low): 2028 has Tết from
 * 25/1 to 29/1 and its substitute on 31/1.
 * In: the year with its lunar days. Out: in order; no swapped days and no make-up Saturdays, which only a notice can give.
 * Source: BLLĐ 2019 Đ.112.1 and, for Tết, one day before and four after; Đ.111.3 for the substitutes; 24/11 by Nghị quyết 28/2026/QH16.
 */
export function provisionalDays(year: number, lunar: LunarDays): readonly CalendarDay[] {
  const holidays = statutoryDays(year, lunar);
  const taken = new Set(holidays.map(({ date }) => date.toString()));
  const substitutes = holidays
    .filter(({ date }) => date.dayOfWeek > 5)
    .map((holiday) => ({ date: substituteFor(holiday.date, taken), name: `Nghỉ bù ${holiday.name}` }));
  return [
    ...holidays.map((each) => dayOff(each, 'statutory', 'Đ.112')),
    ...substitutes.map((each) => dayOff(each, 'compensatory', 'Đ.111.3')),
  ].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

interface Holiday {
  date: Temporal.PlainDate;
  name: string;
}

/** In order, each date once: Giỗ Tổ may fall on 30/4. */
function statutoryDays(year: number, { newYear, kings }: LunarDays): Holiday[] {
  const on = (month: number, day: number) => new Temporal.PlainDate(year, month, day);
  const national = on(9, 2);
  const all: Holiday[] = [
    { date: on(1, 1), name: 'Tết Dương lịch' },
    ...[-1, 0, 1, 2, 3].map((days) => ({ date: newYear.add({ days }), name: 'Tết Nguyên đán' })),
    { date: kings, name: 'Giỗ Tổ Hùng Vương' },
    { date: on(4, 30), name: 'Ngày Chiến thắng' },
    { date: on(5, 1), name: 'Quốc tế Lao động' },
    { date: national, name: 'Quốc khánh' },
    { date: national.add({ days: besideNational(national) }), name: 'Quốc khánh (ngày liền kề)' },
    ...(year >= 2026 ? [{ date: on(11, 24), name: 'Ngày Văn hóa Việt Nam' }] : []),
  ];
  const byDay = Map.groupBy(all, ({ date }) => date.toString());
  return [...byDay.values()]
    .map((some) => ({ date: some[0]?.date ?? national, name: some.map(({ name }) => name).join(', ') }))
    .toSorted((a, b) => byDate(a.date, b.date));
}

/** The day before or after 2/9, whichever lengthens the weekend, as the notices of 2024, 2025 and 2026 chose. */
const besideNational = ({ dayOfWeek }: Temporal.PlainDate): 1 | -1 => ([1, 4, 7].includes(dayOfWeek) ? 1 : -1);

/** The next day that is neither of the weekend nor off already; it is then off itself. */
function substituteFor(holiday: Temporal.PlainDate, taken: Set<string>): Temporal.PlainDate {
  let day = holiday.add({ days: 1 });
  while (day.dayOfWeek > 5 || taken.has(day.toString())) day = day.add({ days: 1 });
  taken.add(day.toString());
  return day;
}

const dayOff = ({ date, name }: Holiday, kind: CalendarDay['kind'], article: string): CalendarDay => ({
  date: date.toString(),
  name,
  kind,
  source: `${tentative} ${article}; chưa có thông báo`,
  confidence: 'low',
});

/** Years of which the calendar only supposes some holidays: a later version may move what falls in them. */
export const uncertainYears = ({ days }: Calendar): ReadonlySet<number> =>
  new Set(
    [...days.values()].flatMap(({ confidence, date }) =>
      confidence === 'low' ? [Temporal.PlainDate.from(date).year] : [],
    ),
  );
