import { paperWords } from '../../domain/paper-report.ts';
import { weekdayWords } from '../../domain/words.ts';
import type { LetterOf, Writers } from '../letter-words.ts';
import { lateWords } from './due-words.ts';
import { fullReportWords, reportTitle, reportWords, verificationWords } from './report-words.ts';

/** A report that came outside the system, recorded in the agency's name. */
export const paperLetters: Writers<'paper-recorded'> = {
  'paper-recorded': (letter, { office }) => ({
    subject: `[Xác nhận tiếp nhận] ${reportTitle(letter)} gửi bằng văn bản, mã ${letter.code}, ${timeliness(letter)}`,
    lead: `${office} đã ghi nhận ${reportWords(letter)} của ${letter.agency} theo ${paperWords(letter.paper)} (${timeliness(letter)}); Quý cơ quan không cần gửi lại.`,
    to: letter.agency,
    blocks: [
      `${office} đã nhận ${fullReportWords(letter)} của Quý cơ quan ngoài hệ thống và ghi nhận thay Quý cơ quan như sau:`,
      {
        items: [
          `Mã tiếp nhận: ${letter.code}`,
          `Hình thức: ${paperWords(letter.paper)}`,
          `Hạn gửi: ${weekdayWords(letter.due)}`,
          `Tình trạng: ${timeliness(letter)}, tính theo ngày nhận văn bản`,
          verificationWords(letter),
        ],
      },
      `Nếu số, ký hiệu hoặc ngày nhận nêu trên chưa đúng, đề nghị Quý cơ quan thông báo cho đầu mối liên hệ dưới đây. Quý cơ quan có thể nhập nội dung báo cáo theo liên kết dưới đây để được tổng hợp đầy đủ.`,
    ],
    action: 'Xem báo cáo đã ghi nhận',
    why: `${office} vừa ghi nhận báo cáo mà Quý cơ quan gửi bằng văn bản`,
  }),
};

const timeliness = ({ onTime, workingDaysLate }: LetterOf<'paper-recorded'>): string =>
  onTime ? 'đúng hạn' : lateWords(workingDaysLate);
