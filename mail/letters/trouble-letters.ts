import { dayWords } from '../../domain/words.ts';
import type { LetterOf, Writers } from '../letter-words.ts';
import { refusedWords, returnedWords } from './delivery-words.ts';

/** What the system could not do by itself. */
export const troubleLetters: Writers<'delivery-failed' | 'step-failed'> = {
  'delivery-failed': (letter, { office }) => ({
    subject: `[Thư không gửi được] ${letter.agency}`,
    to: office,
    ...(letter.returned ? returnedWords(letter, letter.returned, office) : refusedWords(letter, office)),
  }),

  'step-failed': (letter, { office }) => ({
    subject: `[Cần xử lý] Chưa lập được thư cho ${letter.agency}`,
    lead: `Đề nghị ${office} xử lý trong ngày việc chưa lập được ${stepWords(letter.step)} cho ${letter.agency}.`,
    to: office,
    blocks: [
      `Hệ thống không lập được ${stepWords(letter.step)} cho ${letter.agency} (bước ${letter.step}, mã lỗi ${letter.code}). ${causeWords(letter)}`,
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

const causeWords = ({ code, beyond }: LetterOf<'step-failed'>): string =>
  beyond
    ? `Hạn của cơ quan là ngày ${dayWords(beyond.due)}, lịch làm việc chưa có đủ ngày để tính các bước của hạn này; đề nghị nhập lịch làm việc năm ${beyond.year}, hoặc sửa lại hạn nếu đã nhập sai. Đến khi đó cơ quan này không nhận được thư nhắc.`
    : (causes[code] ?? 'Nguyên nhân đã được ghi trong nhật ký của hệ thống.');

const causes: Readonly<Record<string, string>> = {
  'calendar.gap': 'Lịch làm việc chưa có các ngày cần tính; đề nghị bổ sung lịch.',
  no_contact: 'Cơ quan chưa có người liên hệ; đề nghị bổ sung.',
};
