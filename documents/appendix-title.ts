import type { Paragraph } from 'docx';
import type { CompiledReport } from '../domain/compilation.ts';
import { blankDate } from './heading-block.ts';
import { size, textWidth } from './decree-30.ts';
import { romanOf } from './lettering.ts';
import { centred, rule } from './paragraphs.ts';

/** An appendix's number, its title and the report that it belongs to (NĐ 30/2020, Phụ lục I). */
export function appendixTitle(
  report: Pick<CompiledReport, 'asOf'>,
  ordinal: number,
  title: string,
  orientation: keyof typeof textWidth,
): readonly Paragraph[] {
  const belongsTo = `(Kèm theo Báo cáo số        /BC-UBND ${blankDate(report)} của UBND tỉnh Quảng Ngãi)`;
  return [
    centred(`PHỤ LỤC ${romanOf(ordinal)}`, { bold: true }, { outlineLevel: 0, keepNext: true }),
    centred(title, { bold: true }, { keepNext: true }),
    centred(belongsTo, { italics: true, size: size.heading }, { keepNext: true }),
    rule(textWidth[orientation], 3000, { keepNext: true, spacing: { before: 80, after: 120 } }),
  ];
}
