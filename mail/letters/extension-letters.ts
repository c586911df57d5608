import type { LetterOf, Writers } from '../letter-words.ts';
import { receiverWords } from '../../domain/receivers.ts';
import { dayWords, weekdayWords } from '../../domain/words.ts';
import { isPast, latestWords } from './due-words.ts';
import { ended, fullReportWords, openRoom, reportTitle, reportWords } from './report-words.ts';

/** A date that may move, and a duty that falls away. */
export const extensionLetters: Writers<'extension-granted' | 'extension-refused' | 'extension-requested' | 'excused'> =
  {
    'extension-granted': (letter, { office }) => ({
      subject: `[Gia hạn] Đồng ý${letter.asked ? ' một phần:' : ''} gia hạn gửi ${reportWords(letter)} đến hết ngày ${dayWords(letter.until)}`,
      lead: `Đề nghị ${letter.agency} gửi ${reportWords(letter)} ${latestWords(letter.until, letter.asOf)} (hạn mới).`,
      to: letter.agency,
      blocks: [
        grantedBasis(letter, office),
        ...(letter.reference.trim() && !letter.lapsed ? [`Nội dung trả lời: ${ended(letter.reference)}`] : []),
        'Quá thời hạn này, đề nghị Quý cơ quan gửi trước số liệu ước thực hiện để kịp tổng hợp.',
      ],
      action: openRoom,
      why: 'đề nghị gia hạn của Quý cơ quan đã được giải quyết',
      event: { due: letter.until, summary: `Hạn gửi ${reportWords(letter)} (gia hạn) - ${letter.plan}` },
    }),

    'extension-refused': (letter, { office }) => ({
      subject: `[Gia hạn] Không gia hạn gửi ${reportWords(letter)}, giữ nguyên hạn ${dayWords(letter.due)}`,
      lead: isPast(letter.due, letter.asOf)
        ? `Đề nghị ${letter.agency} gửi ngay ${reportWords(letter)}; hạn ${weekdayWords(letter.due)} không thay đổi và đã qua.`
        : `Đề nghị ${letter.agency} gửi ${reportWords(letter)} ${latestWords(letter.due, letter.asOf)} (hạn không thay đổi).`,
      to: letter.agency,
      blocks: [
        letter.lapsed
          ? `Đến hết hạn gửi, đề nghị gia hạn của Quý cơ quan chưa có quyết định; theo quy định của chế độ báo cáo, hạn gửi ${fullReportWords(letter)} được giữ nguyên. Thời hạn báo cáo ${receiverWords(letter.receivers)} là ${weekdayWords(letter.sendUp)}.`
          : `${office} đã xem xét đề nghị gia hạn của Quý cơ quan. Do thời hạn báo cáo ${receiverWords(letter.receivers)} là ${weekdayWords(letter.sendUp)}, ${office} không thể gia hạn theo đề nghị.`,
        ...(letter.reason.trim() && !letter.lapsed ? [`Nội dung trả lời: ${ended(letter.reason)}`] : []),
        'Trường hợp chưa đủ số liệu chính thức, đề nghị Quý cơ quan gửi trước số liệu ước thực hiện để kịp tổng hợp.',
      ],
      action: openRoom,
      why: 'đề nghị gia hạn của Quý cơ quan đã được giải quyết',
    }),

    'extension-requested': (letter, { office }) => ({
      subject: `[Gia hạn] ${letter.agency} đề nghị gia hạn đến ${dayWords(letter.until)}`,
      lead: `Đề nghị ${office} trả lời đề nghị gia hạn của ${letter.agency} ${isPast(letter.due, letter.asOf) ? 'ngay trong hôm nay' : latestWords(letter.due, letter.asOf)}.`,
      to: office,
      blocks: [
        `${letter.agency} đề nghị gia hạn gửi ${fullReportWords(letter)}:`,
        {
          items: [
            `Hạn hiện nay: ${weekdayWords(letter.due)}${isPast(letter.due, letter.asOf) ? ' (đã qua)' : ''}`,
            `Đề nghị gia hạn đến: ${weekdayWords(letter.until)}`,
            `Lý do: ${ended(letter.reason)}`,
          ],
        },
        'Khi chưa có quyết định, hạn hiện nay vẫn được áp dụng; các thư nhắc, đôn đốc vẫn được gửi.',
      ],
      action: 'Xem và quyết định',
      why: 'có đề nghị gia hạn chờ cơ quan đầu mối quyết định',
    }),

    excused: (letter, { office }) => ({
      subject: `[Không phải báo cáo] ${reportTitle(letter)}`,
      lead: `${letter.agency} không phải gửi ${reportWords(letter)}.`,
      to: letter.agency,
      blocks: [
        `${office} ghi nhận Quý cơ quan không phải gửi ${fullReportWords(letter)}. Lý do: ${ended(letter.reason)}`,
        'Các thư nhắc, đôn đốc của kỳ báo cáo này không gửi đến Quý cơ quan nữa. Nếu thông tin trên chưa đúng, đề nghị thông báo cho đầu mối liên hệ dưới đây.',
      ],
      action: 'Xem thông tin kỳ báo cáo',
      why: 'nghĩa vụ báo cáo của Quý cơ quan trong kỳ này có thay đổi',
    }),
  };

/** A date other than the one asked for is said as such. */
function grantedBasis(letter: LetterOf<'extension-granted'>, office: string): string {
  const report = fullReportWords(letter);
  const until = weekdayWords(letter.until);
  if (letter.lapsed) {
    return `Đến hết hạn gửi, đề nghị gia hạn của Quý cơ quan chưa có quyết định; theo quy định của chế độ báo cáo, đề nghị được coi là đồng ý: gửi ${report} đến hết ${until}${letter.asked ? ` (Quý cơ quan đề nghị đến ${weekdayWords(letter.asked)})` : ''}.`;
  }
  return letter.asked
    ? `Quý cơ quan đề nghị gia hạn đến ${weekdayWords(letter.asked)}. ${office} chỉ đồng ý một phần: gia hạn gửi ${report} đến hết ${until}.`
    : `Xét đề nghị của Quý cơ quan, ${office} thống nhất gia hạn gửi ${report} đến hết ${until}.`;
}
