/** All that XML 1.0 does not allow (its production `Char`): control characters and halves of surrogate pairs. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** What there might be to clean; most texts hold none of it, and are looked through once. */
// oxlint-disable-next-line no-control-regex -- those are what is looked for
const suspicious = /[\u0000-\u001F\u2028\u2029\uD800-\uDFFF\uFFFE\uFFFF]/;

/** A text that a document can hold, on one line: what people typed or pasted, without what XML forbids. */
export function cleanText(text: string): string {
  const allowed = suspicious.test(text) ? text.replace(forbidden, '').replace(/[\t\n\r\u2028\u2029]+/g, ' ') : text;
  return allowed.normalize('NFC');
}
