import type { Writers } from '../letter-words.ts';
import { dayWords, weekdayWords } from '../../domain/words.ts';
import { byDate } from '../../domain/zone.ts';
import { isPast, latestWords } from './due-words.ts';
import { becauseOwing, ended, fullReportWords, openRoom, reportTitle, reportWords } from './report-words.ts';

/** A date that moved without anybody asking for it. */
export const movedLetters: Writers<'due-moved'> = {
  'due-moved': (letter, { office }) => ({
    subject: `[Thay đổi hạn] ${reportTitle(letter)}, hạn mới ${dayWords(letter.due)} (thay ${dayWords(letter.from)}) - ${letter.plan}`,
    lead: `Đề nghị ${letter.agency} gửi ${isPast(letter.due, letter.asOf) ? 'ngay ' : ''}${reportWords(letter)} ${latestWords(letter.due, letter.asOf)} (hạn mới, thay hạn ${dayWords(letter.from)}).`,
    to: letter.agency,
    blocks: [
      `Lịch làm việc vừa được cập nhật theo văn bản: ${ended(letter.source)} Do đó, thời hạn gửi ${fullReportWords(letter)} của Quý cơ quan thay đổi như sau:`,
      {
        items: [
          `Hạn đã thông báo: ${weekdayWords(letter.from)}`,
          `Hạn mới: ${weekdayWords(letter.due)} (${byDate(letter.due, letter.from) < 0 ? 'sớm hơn' : 'muộn hơn'} ${daysBetween(letter.from, letter.due)} ngày)`,
        ],
      },
      `Các thư nhắc, đôn đốc từ nay tính theo hạn mới. ${office} đề nghị Quý cơ quan bố trí công việc để gửi báo cáo đúng thời hạn.`,
    ],
    action: openRoom,
    why: `${becauseOwing(letter)} và hạn đã thông báo có thay đổi`,
    event: { due: letter.due, summary: `Hạn gửi ${reportWords(letter)} - ${letter.plan}` },
  }),
};

const daysBetween = (from: Temporal.PlainDate, to: Temporal.PlainDate): number =>
  Math.abs(from.until(to, { largestUnit: 'days' }).days);
