import { Refusal } from '../domain/refusal.ts';

/** The most characters of a comment or of an answer. */
const longest = 5000;

/** Refuses words that are none, or too many: `request.invalid`. */
export function refuseWords(words: string): void {
  const message = wrongWords(words);
  if (message) throw new Refusal('request.invalid', { count: '1' }, [{ field: 'words', message }]);
}

/** What is wrong with words, as people read it; undefined when nothing is. */
export function wrongWords(words: string): string | undefined {
  if (!words.trim()) return 'Cần ghi nội dung.';
  return words.length > longest ? 'Nội dung dài quá 5.000 ký tự; đề nghị viết gọn hơn.' : undefined;
}
