import { causeWords } from '../../domain/bounce-words.ts';
import type { ReturnedLetter } from '../../domain/letter.ts';
import type { Block, LetterOf, LetterWords } from '../letter-words.ts';

type Failed = LetterOf<'delivery-failed'>;
type Words = Omit<LetterWords, 'subject' | 'to'>;

/** A letter that the mail server did not take at all. */
export const refusedWords = (letter: Failed, office: string): Words => ({
  lead: `Đề nghị ${office} kiểm tra, sửa địa chỉ thư của ${letter.agency} rồi gửi lại thư trong ngày.`,
  blocks: [
    `Thư dưới đây chưa đến được ${letter.agency}:`,
    {
      items: [titleOf(letter), `Địa chỉ không nhận: ${letter.addresses.join(', ')}`, replyOf(letter)],
    },
  ],
  action: 'Sửa người liên hệ, gửi lại',
  why: 'máy chủ thư không nhận một thư của hệ thống',
});

/** A letter that left and came back, or was put off for the third time. */
export function returnedWords(letter: Failed, returned: ReturnedLetter, office: string): Words {
  const { times } = returned;
  const mend = speaksOfLetter.has(returned.cause) ? 'kiểm tra' : 'kiểm tra, sửa';
  return {
    lead: times
      ? `Đề nghị ${office} liên hệ ${letter.agency} về hộp thư đã ${times} lần chưa nhận được thư của hệ thống.`
      : `Đề nghị ${office} ${mend} địa chỉ thư của ${letter.agency} trong ngày; thư gửi đến địa chỉ này bị trả về.`,
    blocks: [
      times
        ? `Thư gần nhất chưa đến được ${letter.agency}:`
        : `Thư dưới đây đã gửi nhưng bị trả về từ ${letter.agency}:`,
      {
        items: [
          titleOf(letter),
          `Địa chỉ: ${letter.addresses.join(', ')}${rolesWords(returned)}`,
          `Nguyên nhân: ${causeWords(returned.cause)}`,
          replyOf(letter),
        ],
      },
      ...nextWords(letter, returned),
    ],
    action: returned.roles.length > 0 ? 'Sửa người liên hệ' : 'Xem sổ thư',
    why: times ? 'một địa chỉ nhiều lần chưa nhận được thư của hệ thống' : 'một thư của hệ thống bị trả về',
  };
}

/** Causes that blame the letter or the sender's server, not the address. */
const speaksOfLetter = new Set<string>(['refused', 'too_large', 'unreachable', 'mailbox_full']);

function nextWords({ agency }: Failed, { next, roles, times }: ReturnedLetter): Block[] {
  if (times) return ['Hệ thống vẫn tiếp tục gửi thư đến địa chỉ này; các địa chỉ khác của cơ quan không bị ảnh hưởng.'];
  if (roles.length === 0) return [];
  if (next === 'tried') {
    return [
      `Hệ thống đã xếp thư này gửi đến người liên hệ kế tiếp của ${agency}; nếu đến lúc gửi cơ quan đã gửi báo cáo thì thư không gửi nữa. Cần sửa địa chỉ nêu trên để các thư sau đến đúng người.`,
    ];
  }
  if (next === 'none') {
    return [
      `${agency} không còn người liên hệ nào khác nhận được thư, nên thư này chưa đến cơ quan: đề nghị liên hệ bằng điện thoại, sửa người liên hệ rồi bấm “Gửi lại” ở thư này.`,
    ];
  }
  return ['Các địa chỉ khác cùng nhận thư này không bị trả về, nên thư không gửi lại.'];
}

const roleWords: Readonly<Record<string, string>> = { head: 'thủ trưởng', focal: 'đầu mối', mailbox: 'văn thư' };

const rolesWords = ({ roles }: ReturnedLetter): string =>
  roles.length > 0 ? ` (${roles.map((role) => roleWords[role] ?? role).join(', ')})` : '';

const titleOf = ({ subject }: Failed): string => `Tiêu đề thư: ${subject.trim() || 'chưa lập'}`;
const replyOf = ({ reply }: Failed): string => `Trả lời của máy chủ thư: ${reply.trim() || 'không có'}`;
