import type { LetterFrame, Verifiable } from '../../domain/letter.ts';

/** ` năm 2026`, after a noun; nothing in letters that belong to no term. */
export const termWords = ({ term }: LetterFrame): string => (term === undefined ? '' : ` ${term}`);

/** `báo cáo năm 2026` */
export const reportWords = (frame: LetterFrame): string => `báo cáo${termWords(frame)}`;

/** `Báo cáo năm 2026`, for the beginning of a subject or a sentence. */
export const reportTitle = (letter: LetterFrame): string => reportWords(letter).replace(/^b/, 'B');

/** `báo cáo năm 2026 về kết quả thực hiện Kế hoạch …` */
export const fullReportWords = (letter: LetterFrame): string =>
  `${reportWords(letter)} về kết quả thực hiện ${letter.plan}`;

/** Where anybody can see that a receipt is real, as people type it: the one link of a letter is the room's. */
export const verificationWords = ({ verification }: Verifiable): string =>
  `Địa chỉ kiểm tra xác nhận: ${verification.replace(/^https?:\/\//, '')}`;

/** Words typed by a person as the end of a sentence: trimmed, with a full stop unless they end in one. */
export function ended(words: string): string {
  const trimmed = words.trim();
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** For letters that ask for a report which may have come on paper. */
export const ifSentOnPaper =
  'Nếu Quý cơ quan đã gửi báo cáo bằng văn bản giấy hoặc qua trục liên thông văn bản, đề nghị thông báo số, ký hiệu và ngày của văn bản cho đầu mối liên hệ dưới đây để cập nhật.';

/** The reason of every letter to an agency that owes a report. */
export const becauseOwing = ({ plan }: LetterFrame): string => `Quý cơ quan có trách nhiệm báo cáo theo ${plan}`;

export const openRoom = 'Mở phòng nộp báo cáo';
