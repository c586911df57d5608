import type { LetterFrame } from '../../domain/letter.ts';
import type { LetterOf, Writers } from '../letter-words.ts';
import { receiverWords } from '../../domain/receivers.ts';
import { dayWords } from '../../domain/words.ts';
import { isPast, latestWords } from './due-words.ts';
import { reportWords, termWords } from './report-words.ts';

/** The compiled report and its way up. */
export const compilationLetters: Writers<'compiled' | 'send-up'> = {
  compiled: (letter, { office }) => ({
    subject: `[Tổng hợp] ${letter.final ? 'Bản chính thức' : 'Bản dự thảo'} lần ${letter.number} của báo cáo tổng hợp${termWords(letter)}`,
    lead: letter.final
      ? `Đề nghị ${office} kiểm tra, trình ký, gửi báo cáo tổng hợp${termWords(letter)} đến ${sentByWords(letter, letter.sendUp)}.`
      : `Đề nghị ${office} kiểm tra bản dự thảo báo cáo tổng hợp${termWords(letter)} để kịp gửi ${sentByWords(letter, letter.sendUp)}.`,
    to: office,
    blocks: [
      `Hệ thống đã lập ${letter.final ? 'bản chính thức' : 'bản dự thảo'} lần ${letter.number} từ ${letter.sources} báo cáo đã nhận; ${letter.missing === 0 ? 'không còn cơ quan nào chưa gửi' : `còn ${letter.missing} cơ quan chưa gửi`} ${reportWords(letter)}.`,
      'Mỗi đoạn trong bản tổng hợp ghi rõ cơ quan và mã tiếp nhận của báo cáo gốc để đối chiếu.',
    ],
    action: 'Xem bản tổng hợp',
    why: 'hệ thống vừa lập xong bản tổng hợp',
  }),

  'send-up': (letter, { office }) => ({
    subject: `[Gửi cấp trên] Báo cáo tổng hợp${termWords(letter)}, hạn ${dayWords(letter.due)}${letter.sent ? ' (đã gửi)' : ''}`,
    lead: sendUpLead(letter, office),
    to: office,
    blocks: letter.sent
      ? ['Hệ thống đã ghi nhận việc gửi báo cáo; đề nghị kiểm tra số, ngày văn bản và nơi nhận đã ghi.']
      : [
          'Hệ thống chưa ghi nhận việc gửi báo cáo. Sau khi gửi, đề nghị ghi số, ngày văn bản và nơi nhận trên hệ thống.',
        ],
    action: letter.sent ? 'Xem bản tổng hợp' : 'Mở bản tổng hợp, ghi việc gửi',
    why: 'sắp đến hạn gửi báo cáo lên cấp trên',
  }),
};

/** `Thủ tướng Chính phủ, Bộ … chậm nhất …`; each with its own date where they have one. */
function sentByWords({ receivers, receiverDates = [], asOf }: LetterFrame, due: Temporal.PlainDate): string {
  if (receiverDates.length === 0) return `${receiverWords(receivers)} ${latestWords(due, asOf)}`;
  return receiverDates.map((each) => `${each.receiver} ${latestWords(each.due, asOf)}`).join(', ');
}

function sendUpLead(letter: LetterOf<'send-up'>, office: string): string {
  const { due, asOf, sent } = letter;
  const receivers = receiverWords(letter.receivers);
  const report = `báo cáo tổng hợp${termWords(letter)}`;
  if (sent) return `${office} đã gửi ${report} đến ${receivers}; không cần gửi lại.`;
  if (isPast(due, asOf)) return `Đề nghị ${office} gửi ngay ${report} đến ${receivers}; hạn ${dayWords(due)} đã qua.`;
  return `Đề nghị ${office} gửi ${report} đến ${sentByWords(letter, due)}.`;
}
