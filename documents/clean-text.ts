/** All that XML 1.0 does not allow (its production `Char`): control characters and halves of surrogate pairs. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** A text that a document can hold, on one line: what people typed or pasted, without what XML forbids. */
export const cleanText = (text: string): string =>
  text
    .replace(forbidden, '')
    .replace(/[\t\n\r\u2028\u2029]+/g, ' ')
    .normalize('NFC');
