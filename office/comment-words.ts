import { Refusal } from '../domain/refusal.ts';
import { longest, tooLongWords } from '../domain/text-limits.ts';

/** Refuses words that are none, or too many: `request.invalid`. */
export function refuseWords(words: string): void {
  const message = wrongWords(words);
  if (message) throw new Refusal('request.invalid', { count: '1' }, [{ field: 'words', message }]);
}

/** What is wrong with words, as people read it; undefined when nothing is. */
export function wrongWords(words: string): string | undefined {
  if (!words.trim()) return 'Cần ghi nội dung.';
  return words.length > longest.reason ? tooLongWords(longest.reason) : undefined;
}
