import type { DayKind } from './calendar.ts';

/** What the kinds of official days are called, on pages and in spreadsheets. */
export const dayKindWords: Record<DayKind, string> = {
  statutory: 'Nghỉ lễ',
  compensatory: 'Nghỉ bù',
  swapped_off: 'Hoán đổi nghỉ',
  makeup_work: 'Làm bù',
};

/** The kind of a word as people type it, in any case and with any spaces; undefined for a word that names none. */
export function dayKindOf(words: string): DayKind | undefined {
  const typed = plainWords(words);
  return (Object.keys(dayKindWords) as DayKind[]).find((kind) => plainWords(dayKindWords[kind]) === typed);
}

/** Words made comparable: one form of letters, small, single spaces. */
export const plainWords = (words: string): string =>
  words.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('vi');
