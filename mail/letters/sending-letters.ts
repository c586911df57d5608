import type { LetterOf, Writers } from '../letter-words.ts';
import { dayWords } from '../../domain/words.ts';
import { latestWords } from './due-words.ts';
import { termWords } from './report-words.ts';

/** Reminders of a receiver to whom the compiled report has not been sent. */
export const sendingLetters: Writers<'sending-waiting'> = {
  'sending-waiting': (letter, { office }) => ({
    subject: `[Gửi cấp trên] Báo cáo tổng hợp${termWords(letter)} gửi ${letter.receiver}, hạn ${dayWords(letter.due)}, ${whenWords(letter)}`,
    lead: sendingLead(letter, office),
    to: office,
    blocks: [
      `Hệ thống chưa ghi nhận việc gửi báo cáo tổng hợp${termWords(letter)} đến ${letter.receiver}.`,
      'Nếu đã gửi, đề nghị ghi số, ngày văn bản, cách gửi và đính kèm văn bản đã ký trên hệ thống; thư nhắc về nơi nhận này sẽ thôi ngay.',
    ],
    action: 'Ghi việc gửi báo cáo',
    why: `chưa ghi nhận việc gửi báo cáo tổng hợp đến ${letter.receiver}`,
  }),
};

function sendingLead(letter: LetterOf<'sending-waiting'>, office: string): string {
  const { receiver, due, workingDays, asOf } = letter;
  const report = `báo cáo tổng hợp${termWords(letter)}`;
  return workingDays > 0
    ? `Đề nghị ${office} gửi ngay ${report} đến ${receiver}; đã quá hạn ${workingDays} ngày làm việc (hạn ${dayWords(due)}).`
    : `Đề nghị ${office} gửi ${report} đến ${receiver} ${latestWords(due, asOf)} (${whenWords(letter)}).`;
}

function whenWords({ workingDays }: Pick<LetterOf<'sending-waiting'>, 'workingDays'>): string {
  if (workingDays > 0) return `quá hạn ${workingDays} ngày làm việc`;
  return workingDays === 0 ? 'hôm nay là ngày cuối' : `còn ${-workingDays} ngày làm việc`;
}
