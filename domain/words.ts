import { dayOf, zone } from './zone.ts';

export { figureWords } from './figure-text.ts';

const weekdays = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];

const two = (value: number): string => String(value).padStart(2, '0');

/** A day as people read it in running text: `17/12/2026`. */
export const dayWords = (day: Temporal.PlainDate): string => `${two(day.day)}/${two(day.month)}/${day.year}`;

/** A day with its weekday: `thứ Năm, 17/12/2026`. */
export const weekdayWords = (day: Temporal.PlainDate): string => `${weekdays[day.dayOfWeek - 1]}, ${dayWords(day)}`;

/** A time of day in Vietnam: `08:00`. */
export function timeWords(at: Temporal.Instant): string {
  const local = at.toZonedDateTimeISO(zone);
  return `${two(local.hour)}:${two(local.minute)}`;
}

/** An instant as people read it: `08:00 thứ Tư, 16/12/2026`. */
export const momentWords = (at: Temporal.Instant): string => `${timeWords(at)} ${weekdayWords(dayOf(at))}`;

/** A short instant for tables: `16/12/2026 08:00`. */
export const stampWords = (at: Temporal.Instant): string => `${dayWords(dayOf(at))} ${timeWords(at)}`;

/** A date as a document's heading has it (NĐ 30/2020): `ngày 05 tháng 02 năm 2027`, leading zeros for days under 10 and months 1, 2. */
export const documentDate = (day: Temporal.PlainDate): string =>
  `ngày ${two(day.day)} tháng ${day.month < 3 ? two(day.month) : String(day.month)} năm ${day.year}`;
