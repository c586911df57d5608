import { Header, PageNumber, Paragraph, TextRun } from 'docx';
import type { ISectionOptions } from 'docx';
import { pageOf } from './decree-30.ts';
import type { textWidth } from './decree-30.ts';

/** A part of the document with pages of its own: the number stands centred in the top margin, not on the first page. */
export function numberedSection(
  orientation: keyof typeof textWidth,
  children: ISectionOptions['children'],
): ISectionOptions {
  const number = new Paragraph({ style: 'Centred', children: [new TextRun({ children: [PageNumber.CURRENT] })] });
  return {
    properties: pageOf(orientation),
    headers: { default: new Header({ children: [number] }), first: new Header({ children: [new Paragraph({})] }) },
    children,
  };
}
