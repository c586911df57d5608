import type { LetterOf, LetterWords, Writers } from '../letter-words.ts';
import { dayWords, momentWords, weekdayWords } from '../../domain/words.ts';
import { isPast, lateWords, latestWords, leftWords } from './due-words.ts';
import {
  becauseOwing,
  fullReportWords,
  ifSentOnPaper,
  openRoom,
  reportTitle,
  reportWords,
  termWords,
} from './report-words.ts';

/** Letters about a date: asked for, reminded of, urged after it. */
export const dueLetters: Writers<'request' | 'remind' | 'urge'> = {
  request: (letter, { office }) => ({
    subject: `[Đề nghị báo cáo] ${reportTitle(letter)}, hạn ${dayWords(letter.due)} - ${letter.plan}`,
    lead: `Đề nghị ${letter.agency} gửi ${reportWords(letter)} ${latestWords(letter.due, letter.asOf)}.`,
    to: letter.agency,
    blocks: [
      `Thực hiện chế độ báo cáo tại ${letter.plan}, để có cơ sở tổng hợp, báo cáo UBND tỉnh, Bộ Khoa học và Công nghệ theo quy định, ${office} đề nghị Quý cơ quan báo cáo kết quả thực hiện${termWords(letter)} với các nội dung sau:`,
      {
        numbered: [
          `Nội dung: theo mẫu “${letter.form}” trên hệ thống.`,
          `Thời gian chốt số liệu: ${periodWords(letter)}.`,
          `Thời hạn: ${latestWords(letter.due, letter.asOf)}.`,
          'Phương thức: nhập và gửi trên hệ thống theo liên kết dưới đây; trường hợp hệ thống gặp sự cố, gửi bản ký số qua Hệ thống quản lý văn bản và điều hành, cập nhật lại trên hệ thống sau khi khắc phục.',
        ],
      },
      'Liên kết dưới đây dành riêng cho Quý cơ quan, đề nghị không chuyển ra ngoài cơ quan. Không nhập, không đính kèm nội dung thuộc danh mục bí mật nhà nước trên hệ thống.',
      ifSentOnPaper,
      `Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị Quý cơ quan phản ánh kịp thời theo liên kết dưới đây hoặc qua đầu mối liên hệ. ${office} đề nghị Quý cơ quan quan tâm, phối hợp thực hiện.`,
    ],
    action: openRoom,
    why: becauseOwing(letter),
    event: { due: letter.due, summary: `Hạn gửi ${reportWords(letter)} - ${letter.plan}` },
  }),

  remind: (letter, { office }) => {
    const left = leftWords(letter.due, letter.asOf, letter.workingDaysLeft);
    return {
      subject: `[Nhắc hạn] ${askedTitle(letter)}, hạn ${dayWords(letter.due)} (${left}) - ${letter.plan}`,
      lead: remindLead(letter, left),
      to: letter.agency,
      blocks: [
        `${remindBasis(letter, office)} ${notYet(letter)}`,
        `Trân trọng đề nghị Quý cơ quan hoàn thiện và gửi ${isPast(letter.due, letter.asOf) ? 'ngay báo cáo' : 'báo cáo đúng thời hạn'} theo liên kết dưới đây.`,
        ifSentOnPaper,
      ],
      action: openRoom,
      why: becauseOwing(letter),
      event: { due: letter.due, summary: eventSummary(letter) },
    };
  },

  urge: (letter, { office }) => {
    const { newDue } = letter;
    return {
      subject: `[Đôn đốc lần ${letter.ordinal}] ${askedTitle(letter)} ${lateWords(letter.workingDaysLate)}${newDue ? `, gửi chậm nhất ${dayWords(newDue)}` : ''} - ${letter.plan}`,
      lead: `Đề nghị ${letter.agency} khẩn trương gửi ${askedWords(letter)}${newDue ? ` ${latestWords(newDue, letter.asOf)}` : ''}; báo cáo đã ${lateWords(letter.workingDaysLate)}.`,
      to: letter.agency,
      blocks: [
        `${urgeBasis(letter, office)} Tuy nhiên, ${uncapitalised(notYet(letter))}`,
        `Để bảo đảm tiến độ tổng hợp, đề nghị Quý cơ quan khẩn trương gửi báo cáo theo liên kết dưới đây${newDue ? `, ${latestWords(newDue, letter.asOf)}` : ''}.${escalationWords(letter, office)}`,
        ifSentOnPaper,
      ],
      action: openRoom,
      why: becauseOwing(letter),
      ...(newDue && { event: { due: newDue, summary: eventSummary(letter) } }),
    } satisfies LetterWords;
  },
};

/** `từ ngày 15/12/2025 đến hết ngày 14/12/2026`, with the cut-off apart when it is another day. */
function periodWords({ periodFrom, periodTo, cutOff }: LetterOf<'request'>): string {
  const period = `từ ngày ${dayWords(periodFrom)} đến hết ngày ${dayWords(periodTo)}`;
  return cutOff.equals(periodTo) ? period : `${period}, chốt ngày ${dayWords(cutOff)}`;
}

type Dated = LetterOf<'remind'> | LetterOf<'urge'>;

const askedWords = (letter: Dated): string =>
  letter.correction ? `${reportWords(letter)} đã bổ sung, hoàn thiện` : reportWords(letter);

const askedTitle = (letter: Dated): string =>
  letter.correction ? `${reportTitle(letter)} (bổ sung)` : reportTitle(letter);

const eventSummary = (letter: Dated): string =>
  `Hạn gửi ${reportWords(letter)}${letter.correction ? ' (bổ sung)' : ''} - ${letter.plan}`;

const remindLead = (letter: LetterOf<'remind'>, left: string): string =>
  isPast(letter.due, letter.asOf)
    ? `Đề nghị ${letter.agency} gửi ngay ${askedWords(letter)}; hạn ${weekdayWords(letter.due)} đã qua.`
    : `Đề nghị ${letter.agency} gửi ${askedWords(letter)} chậm nhất ${weekdayWords(letter.due)} (${left}).`;

function remindBasis(letter: LetterOf<'remind'>, office: string): string {
  const due = weekdayWords(letter.due);
  if (letter.correction)
    return `${office} đã trả lại ${fullReportWords(letter)} để Quý cơ quan bổ sung; hạn gửi lại là ${due}.`;
  if (letter.extended)
    return `${office} đã đồng ý gia hạn để Quý cơ quan gửi ${fullReportWords(letter)} đến hết ${due}.`;
  return `Theo đề nghị của ${office}, thời hạn gửi ${fullReportWords(letter)} là ${due}.`;
}

const urgeBasis = (letter: LetterOf<'urge'>, office: string): string =>
  letter.correction
    ? `${office} đã trả lại ${fullReportWords(letter)} để Quý cơ quan bổ sung, gửi lại chậm nhất ${weekdayWords(letter.due)}.`
    : `${office} đã đề nghị Quý cơ quan gửi ${fullReportWords(letter)} chậm nhất ${weekdayWords(letter.due)}.`;

const notYet = (letter: Dated): string =>
  `Đến ${momentWords(letter.asOf)}, hệ thống chưa ghi nhận báo cáo${letter.correction ? ' bổ sung' : ''} của Quý cơ quan.`;

const uncapitalised = (sentence: string): string => sentence.charAt(0).toLocaleLowerCase('vi') + sentence.slice(1);

function escalationWords({ newDue, escalatesOn }: LetterOf<'urge'>, office: string): string {
  if (!escalatesOn) return '';
  return ` ${newDue ? 'Sau thời hạn trên, vào' : 'Nếu chưa nhận được báo cáo, vào'} ${weekdayWords(escalatesOn)}, ${office} sẽ tổng hợp danh sách cơ quan chưa gửi, báo cáo UBND tỉnh xem xét, chỉ đạo.`;
}
