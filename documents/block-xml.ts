import { cleanText } from './clean-text.ts';

const special = /[&<>"']/;

/** A text as it stands in XML, without what XML forbids, on one line. */
export function xmlText(text: string): string {
  const clean = cleanText(text);
  if (!special.test(clean)) return clean;
  return clean
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** How a run of words looks: a named style, bold or italic; sizes come from the styles. */
export interface Look {
  style?: string;
  bold?: boolean;
  italics?: boolean;
}

/** A run of words, as docx writes it. */
export function runXml(text: string, { style, bold, italics }: Look = {}): string {
  const looks =
    (style ? `<w:rStyle w:val="${style}"/>` : '') + (bold ? '<w:b/><w:bCs/>' : '') + (italics ? '<w:i/><w:iCs/>' : '');
  return `<w:r>${looks && `<w:rPr>${looks}</w:rPr>`}<w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`;
}

/** A paragraph of a named style around runs that are XML already. */
export const paragraphXml = (style: string, runs: string, layout = ''): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/>${layout}</w:pPr>${runs}</w:p>`;
