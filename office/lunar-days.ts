import { getSolarDate } from '@dqcai/vn-lunar';
import type { LunarDays } from '../domain/provisional-days.ts';

/**
 * When Tết and Giỗ Tổ fall in a year, by the algorithm of Hồ Ngọc Đức as `@dqcai/vn-lunar` has it (1800 to 2199). The
 * official days of 2024 to 2027 agree with it (`test/domain/provisional-days.test.ts`).
 */
export const lunarDaysOf = (year: number): LunarDays => ({
  newYear: solarDay(1, 1, year),
  kings: solarDay(10, 3, year),
});

function solarDay(day: number, month: number, year: number): Temporal.PlainDate {
  const solar = getSolarDate(day, month, year);
  // Outside its tables the library answers zeros.
  if (solar.year === 0) throw new RangeError(`no lunar calendar for the year ${year}`);
  return new Temporal.PlainDate(solar.year, solar.month, solar.day);
}
