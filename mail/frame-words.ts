import type { Sender } from './letter-words.ts';
import type { WordedLetter } from './render-letter.ts';

/** NĐ 30/2020: the text of a document ends "./.". */
export const closing = 'Trân trọng./.';

/** The office, then whom to call. */
export const signature = ({ office, contact }: Sender): readonly string[] => [
  office,
  `Đầu mối liên hệ: ${contact.name}, điện thoại ${contact.phone}, thư công vụ ${contact.email}`,
];

/** Why the letter came, and that no person sent it. */
export const footer = (why: string, { office }: Sender): string =>
  `Thư này được gửi vì ${why}. Thư do hệ thống Đôn Đốc của ${office} gửi tự động; khi cần trao đổi, đề nghị liên hệ đầu mối nêu trên.`;

/** Said after the first line of an e-mail that holds several letters, before what the others ask for. */
export const digestOthers = (count: number): string => `Thư này còn ${count} nội dung khác:`;

/** To whom several letters go: each name once. */
export const digestTo = (letters: readonly WordedLetter[]): string =>
  [...new Set(letters.map(({ words }) => words.to))].join('; ');
