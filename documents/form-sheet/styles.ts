import type { BorderStyle, CellStyle } from 'hucre';

/** As in our documents (NĐ 30/2020): Times New Roman, black on white. */
export const font = { name: 'Times New Roman', size: 12 } as const;

const side = { style: 'thin', color: { rgb: '7F7F7F' } } as const;
const border: BorderStyle = { top: side, right: side, bottom: side, left: side };
const filled = (rgb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } }) as const;
const wrapped = { vertical: 'top', wrapText: true } as const;

/** What is to be filled in is yellow; everything else is locked. */
const open = { fill: filled('FFF9DB'), border, protection: { locked: false } } as const;

const text: CellStyle = { font, alignment: wrapped };

export const styles = {
  title: { font: { ...font, size: 14, bold: true }, alignment: { vertical: 'center' } },
  text,
  strong: { ...text, font: { ...font, bold: true } },
  hint: { font: { ...font, italic: true }, alignment: wrapped },
  head: {
    font: { ...font, bold: true },
    fill: filled('E7E6E6'),
    border,
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  },
  group: { font: { ...font, bold: true }, fill: filled('F5F5F5'), border, alignment: wrapped },
  given: { ...text, border },
  code: { ...text, border, numFmt: '@' },
  centred: { font, border, alignment: { ...wrapped, horizontal: 'center' } },
  before: { font: { ...font, color: { rgb: '595959' } }, border, alignment: wrapped },
  legend: { ...text, ...open },
  // As text, so that Excel makes no date, number or formula of what is typed.
  openText: { ...open, font, alignment: wrapped, numFmt: '@' },
  openChoice: { ...open, font, alignment: { ...wrapped, horizontal: 'center' } },
} satisfies Record<string, CellStyle>;

/** How figures are shown; what is stored has all its decimals. */
export const numberFormats = { integer: '#,##0', decimal: '#,##0.00', percent: '#,##0.00', share: '0.##' } as const;

const figure = { font, alignment: { vertical: 'top', horizontal: 'right' } } as const;

/** A cell for a figure: to be filled in, reckoned, or last year's. */
export const figureStyle = (look: 'open' | 'reckoned' | 'before', numFmt: string): CellStyle =>
  look === 'open'
    ? { ...figure, ...open, numFmt }
    : look === 'reckoned'
      ? { ...figure, font: { ...font, bold: true }, fill: filled('E7E6E6'), border, numFmt }
      : { ...figure, font: { ...font, color: { rgb: '595959' } }, border, numFmt };
