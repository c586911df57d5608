/** The paragraphs of a text as its writer ended them; lines without any letter or figure are none. */
export const paragraphsIn = (text: string): readonly string[] =>
  text
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter(hasWords);

/** Whether a text says anything: `-` does not. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/**
 * By what two paragraphs are the same: their words without what an editor or a hand adds to a list. `- Đã ban hành  KH;`,
 * `1. đã ban hành KH.` and `Đã ban hành KH` are one paragraph; a figure that differs makes another one. `-5 độ` keeps its
 * sign and `1.200 cây` its figure: only what a space or a letter follows is taken for a mark.
 */
export function paragraphKey(paragraph: string): string {
  const words = paragraph
    .normalize('NFC')
    .replace(/\u200b|\u200c|\u200d|\u2060|\ufeff/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
  return withoutEnd(words.replace(listMark, '')) || words;
}

/** A pattern at the end would be tried at each of a thousand dots that lead nowhere. */
function withoutEnd(words: string): string {
  let end = words.length;
  while (end > 0 && ' .,;:!?…/'.includes(words.charAt(end - 1))) end -= 1;
  return words.slice(0, end);
}

/** Dashes and dots, `1.`, `2.1)`, `(a)`, `iv.` at a beginning, also one after the other. */
const listMark =
  /^(?:[-–—−•·+*▪●○►➢✓]+(?:\s+|(?=\p{L}))|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s+|\(?[a-zđ][.)]\s+|\(?[ivx]{1,5}[.)]\s+)+/u;
