import { AlignmentType, LineRuleType, PageOrientation } from 'docx';
import type { ISectionPropertiesOptions, IStylesOptions } from 'docx';

/** Millimetres in twips, the unit of Word's lengths. docx rounds down, which makes a margin of 20 mm one of 19.98. */
export const mm = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);

/** Half points, as Word counts: NĐ 30/2020, Phụ lục I, allows 13 to 14 for the body, 12 and 11 for the recipients. */
export const size = { body: 28, heading: 26, note: 24, table: 22, recipients: 22, mark: 22 } as const;

const font = 'Times New Roman';

/** A4; top and bottom 20 mm, left 30 mm, right 20 mm. The page number stands 10 mm from the page's top edge. */
const paper = { short: mm(210), long: mm(297) };
const margin = { top: mm(20), bottom: mm(20), left: mm(30), right: mm(20), header: mm(10), footer: mm(10) };

/** The width of the text between the margins, in twips. */
export const textWidth = {
  portrait: paper.short - margin.left - margin.right,
  landscape: paper.long - margin.left - margin.right,
} as const;

/** A section's page. Every part counts its own pages, and its first one shows no number. */
export function pageOf(orientation: keyof typeof textWidth): ISectionPropertiesOptions {
  return {
    titlePage: true,
    page: {
      // docx takes the sides of the upright sheet and turns them itself
      size: { width: paper.short, height: paper.long, orientation: PageOrientation[upper[orientation]] },
      margin,
      pageNumbers: { start: 1 },
    },
  };
}

const upper = { portrait: 'PORTRAIT', landscape: 'LANDSCAPE' } as const;

const body = {
  alignment: AlignmentType.JUSTIFIED,
  indent: { firstLine: mm(12.7) },
  // without the rule LibreOffice reads the line as 13.2 pt, whatever the type's size
  spacing: { after: 120, line: 264, lineRule: LineRuleType.AUTO },
};
const title = { ...body, keepNext: true, keepLines: true, spacing: { ...body.spacing, before: 120 } };
const centred = { alignment: AlignmentType.CENTER };
const cell = { spacing: { before: 20, after: 20 } };

/** The named styles: an office can restyle the whole document in Word by changing one. */
export const styles: IStylesOptions = {
  default: {
    document: { run: { font, size: size.body, color: '000000', language: { value: 'vi-VN' } } },
    heading1: { run: { font, size: size.body, color: '000000', bold: true }, paragraph: title },
    heading2: { run: { font, size: size.body, color: '000000', bold: true }, paragraph: title },
    heading3: { run: { font, size: size.body, color: '000000' }, paragraph: title },
  },
  paragraphStyles: [
    { id: 'Body', name: 'Nội dung', basedOn: 'Normal', quickFormat: true, paragraph: body },
    { id: 'Centred', name: 'Giữa dòng', basedOn: 'Normal', quickFormat: true, paragraph: centred },
    {
      id: 'Rule',
      name: 'Đường kẻ',
      basedOn: 'Normal',
      run: { size: 4 },
      paragraph: { ...centred, spacing: { before: 60 } },
    },
    { id: 'Cell', name: 'Ô bảng', basedOn: 'Normal', quickFormat: true, run: { size: size.table }, paragraph: cell },
  ],
  characterStyles: [
    { id: 'SourceMark', name: 'Nguồn', basedOn: 'DefaultParagraphFont', run: { italics: true, size: size.mark } },
  ],
};
