import type { ContactWords } from '../../domain/letter.ts';
import { momentWords, weekdayWords } from '../../domain/words.ts';
import type { Writers } from '../letter-words.ts';
import { isPast, latestWords } from './due-words.ts';
import { fullReportWords, reportTitle, reportWords } from './report-words.ts';

/** Letters to one person of an agency: a link of their own, approval by the head, a code, another contact. */
export const personLetters: Writers<
  'room-link' | 'approval-asked' | 'approval-returned' | 'submission-code' | 'contact-changed'
> = {
  'room-link': (letter, { office }) => ({
    subject: `[Liên kết riêng] ${reportTitle(letter)} của ${letter.agency}`,
    lead: isPast(letter.due, letter.asOf)
      ? `Đề nghị đồng chí ${letter.person} cùng hoàn thành ngay ${reportWords(letter)} của ${letter.agency}; hạn ${weekdayWords(letter.due)} đã qua.`
      : `Đề nghị đồng chí ${letter.person} cùng hoàn thành ${reportWords(letter)} của ${letter.agency} ${latestWords(letter.due, letter.asOf)}.`,
    to: `đồng chí ${letter.person}, ${letter.agency}`,
    blocks: [
      `${letter.by} đã thêm đồng chí vào phòng nộp báo cáo của ${letter.agency}, để cùng làm ${fullReportWords(letter)}.`,
      letter.role === 'head'
        ? 'Liên kết dưới đây dành cho thủ trưởng cơ quan: xem, sửa, gửi báo cáo, duyệt hoặc trả lại bản trình.'
        : 'Liên kết dưới đây dành riêng cho đồng chí: xem, nhập nội dung, đính kèm tệp. Nội dung đồng chí lưu mang tên đồng chí.',
      `Đề nghị không chuyển tiếp thư này. Cơ quan và ${office} xem được lần dùng gần nhất của liên kết và thu hồi được bất cứ lúc nào.`,
    ],
    action: 'Mở phòng nộp báo cáo',
    why: `đồng chí được thêm vào nhóm làm báo cáo của ${letter.agency}`,
  }),

  'approval-asked': (letter) => ({
    subject: `[Trình duyệt] ${reportTitle(letter)} của ${letter.agency}, hạn gửi ${weekdayWords(letter.due)}`,
    lead: isPast(letter.due, letter.asOf)
      ? `Kính đề nghị đồng chí ${letter.person} duyệt, gửi ngay ${reportWords(letter)} của ${letter.agency}; hạn ${weekdayWords(letter.due)} đã qua.`
      : `Kính đề nghị đồng chí ${letter.person} duyệt, gửi ${reportWords(letter)} của ${letter.agency} ${latestWords(letter.due, letter.asOf)}.`,
    to: `đồng chí ${letter.person}, ${letter.agency}`,
    blocks: [
      `Lúc ${momentWords(letter.askedAt)}, đồng chí ${letter.by} trình dự thảo ${fullReportWords(letter)}.`,
      'Theo liên kết dưới đây, đồng chí xem nội dung, sửa nếu cần, rồi gửi báo cáo hoặc trả lại người trình kèm ý kiến. Nội dung thay đổi sau khi trình được nêu rõ trên trang.',
      'Trong khi chờ duyệt, báo cáo chưa được gửi và hạn gửi không thay đổi.',
    ],
    action: 'Xem và duyệt báo cáo',
    why: `${letter.agency} áp dụng trình duyệt nội bộ trước khi gửi báo cáo`,
  }),

  'approval-returned': (letter) => ({
    subject: `[Trình duyệt] Lãnh đạo trả lại dự thảo ${reportWords(letter)} của ${letter.agency}`,
    lead: isPast(letter.due, letter.asOf)
      ? `Đề nghị đồng chí ${letter.person} hoàn thiện, trình lại ngay ${reportWords(letter)} của ${letter.agency}; hạn ${weekdayWords(letter.due)} đã qua.`
      : `Đề nghị đồng chí ${letter.person} hoàn thiện, trình lại ${reportWords(letter)} của ${letter.agency} để kịp gửi ${latestWords(letter.due, letter.asOf)}.`,
    to: `đồng chí ${letter.person}, ${letter.agency}`,
    blocks: [
      `Đồng chí ${letter.by} đã xem dự thảo ${fullReportWords(letter)} và có ý kiến:`,
      { quote: letter.words },
      'Nội dung đã nhập còn nguyên trong bản nháp; sau khi sửa, bấm “Trình lãnh đạo duyệt” để trình lại.',
    ],
    action: 'Mở bản nháp',
    why: 'dự thảo do đồng chí trình được trả lại',
  }),

  'submission-code': (letter) => ({
    subject: `[Mã xác nhận] Gửi ${reportWords(letter)} của ${letter.agency}`,
    lead: `Mã xác nhận để gửi ${reportWords(letter)} của ${letter.agency}: ${letter.digits ?? 'chỉ có trong thư đã gửi'}, dùng được đến ${momentWords(letter.until)}.`,
    to: letter.agency,
    blocks: [
      'Nhập 6 chữ số trên vào ô “Mã xác nhận” trong phòng nộp báo cáo rồi bấm “Gửi báo cáo”. Mã dùng một lần.',
      'Nếu không ai của cơ quan đang gửi báo cáo, đề nghị không cung cấp mã cho người khác và báo cho đầu mối liên hệ dưới đây.',
    ],
    action: 'Mở phòng nộp báo cáo',
    why: `có người vừa đề nghị mã xác nhận tại phòng nộp báo cáo của ${letter.agency}`,
  }),

  'contact-changed': (letter) => ({
    subject: `[Người liên hệ] ${letter.agency}: thay ${nameOf(letter.role)}`,
    lead: `Đề nghị lãnh đạo ${letter.agency} kiểm tra: ${nameOf(letter.role)} của cơ quan vừa được thay; nếu không đúng, báo ngay cho đầu mối dưới đây.`,
    to: `đồng chí ${letter.person}, ${letter.agency}`,
    blocks: [
      `Lúc ${momentWords(letter.changedAt)}, ${letter.by} đã cập nhật ${nameOf(letter.role)} của ${letter.agency} trên hệ thống:`,
      {
        items: [
          ...(letter.before ? [`Trước đây: ${contactWords(letter.before)}`] : []),
          `Từ nay: ${contactWords(letter.contact)}`,
        ],
      },
      'Thư của hệ thống lập từ nay gửi đến địa chỉ mới; thông tin trước đây được lưu lại.',
    ],
    action: 'Xem người liên hệ của cơ quan',
    why: `người liên hệ của ${letter.agency} vừa thay đổi`,
  }),
};

const roles: Record<string, string> = {
  head: 'địa chỉ của thủ trưởng',
  focal: 'đầu mối báo cáo',
  mailbox: 'hộp thư chung',
};

const nameOf = (role: string): string => roles[role] ?? `người liên hệ ${role}`;

const contactWords = ({ name, email }: ContactWords): string => `${name} (${email})`;
