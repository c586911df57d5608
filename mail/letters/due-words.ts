import { weekdayWords } from '../../domain/words.ts';
import { byDate, dayOf } from '../../domain/zone.ts';

/** `chậm nhất thứ Năm, 17/12/2026`, with `(hôm nay)` on that very day. */
export const latestWords = (due: Temporal.PlainDate, asOf: Temporal.Instant): string =>
  `chậm nhất ${weekdayWords(due)}${due.equals(dayOf(asOf)) ? ' (hôm nay)' : ''}`;

/** Whether a date's day is over. */
export const isPast = (due: Temporal.PlainDate, asOf: Temporal.Instant): boolean => byDate(due, dayOf(asOf)) < 0;

/** `còn 3 ngày làm việc`; `hạn là hôm nay`; `đã qua hạn`; a date on a day off may have no working day left before it. */
export function leftWords(due: Temporal.PlainDate, asOf: Temporal.Instant, workingDaysLeft: number): string {
  if (isPast(due, asOf)) return 'đã qua hạn';
  if (due.equals(dayOf(asOf))) return 'hạn là hôm nay';
  return workingDaysLeft > 0 ? `còn ${workingDaysLeft} ngày làm việc` : 'không còn ngày làm việc nào trước hạn';
}

/** `quá hạn 1 ngày làm việc` */
export const lateWords = (workingDaysLate: number): string =>
  workingDaysLate > 0 ? `quá hạn ${workingDaysLate} ngày làm việc` : 'quá hạn';
