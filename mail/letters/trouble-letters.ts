import type { Writers } from '../letter-words.ts';

/** What the system could not do by itself. */
export const troubleLetters: Writers<'delivery-failed' | 'step-failed'> = {
  'delivery-failed': (letter, { office }) => ({
    subject: `[Thư không gửi được] ${letter.agency}`,
    lead: `Đề nghị ${office} kiểm tra, sửa địa chỉ thư của ${letter.agency} rồi gửi lại thư trong ngày.`,
    to: office,
    blocks: [
      `Thư dưới đây chưa đến được ${letter.agency}:`,
      {
        items: [
          `Tiêu đề thư: ${letter.subject.trim() || 'chưa lập'}`,
          `Địa chỉ không nhận: ${letter.addresses.join(', ')}`,
          `Trả lời của máy chủ thư: ${letter.reply.trim() || 'không có'}`,
        ],
      },
    ],
    action: 'Sửa người liên hệ, gửi lại',
    why: 'máy chủ thư không nhận một thư của hệ thống',
  }),

  'step-failed': (letter, { office }) => ({
    subject: `[Cần xử lý] Chưa lập được thư cho ${letter.agency}`,
    lead: `Đề nghị ${office} xử lý trong ngày việc chưa lập được ${stepWords(letter.step)} cho ${letter.agency}.`,
    to: office,
    blocks: [
      `Hệ thống không lập được ${stepWords(letter.step)} cho ${letter.agency} (bước ${letter.step}, mã lỗi ${letter.code}). ${causes[letter.code] ?? 'Nguyên nhân đã được ghi trong nhật ký của hệ thống.'}`,
      'Thư của các cơ quan khác không bị ảnh hưởng.',
    ],
    action: 'Xem hồ sơ cơ quan',
    why: 'một bước của hệ thống không thực hiện được',
  }),
};

/** A rung's name begins with its kind: `remind-3`, `correct-urge`. */
function stepWords(step: string): string {
  if (step.startsWith('request')) return 'thư đề nghị báo cáo';
  if (step === 'due-moved') return 'thư báo thay đổi hạn';
  if (step.includes('remind')) return 'thư nhắc hạn';
  return step.includes('urge') ? 'thư đôn đốc' : 'thư';
}

const causes: Readonly<Record<string, string>> = {
  'calendar.gap': 'Lịch làm việc chưa có các ngày cần tính; đề nghị bổ sung lịch.',
  no_contact: 'Cơ quan chưa có người liên hệ; đề nghị bổ sung.',
};
