import { BorderStyle, Table, TableCell, TableLayoutType, TableRow, VerticalAlignTable, WidthType } from 'docx';
import type { Paragraph } from 'docx';
import { paragraphXml, runXml } from './block-xml.ts';
import { cellParagraph, words } from './paragraphs.ts';
import { StreamedRows } from './streamed.ts';

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const borders = (each: typeof none | typeof line) => ({
  top: each,
  bottom: each,
  left: each,
  right: each,
  insideHorizontal: each,
  insideVertical: each,
});

/** Columns side by side without borders; widths in twips, kept on one page. */
export function bareTable(widths: readonly number[], cells: readonly (readonly Paragraph[])[]): Table {
  const children = cells.map((each, column) => new TableCell({ width: wide(widths[column]), children: each }));
  return new Table({
    ...frame(widths),
    borders: borders(none),
    margins: { left: 0, right: 0 },
    rows: [new TableRow({ cantSplit: true, children })],
  });
}

/** A column of a ruled table: its title, its width in twips (one column has none and takes the rest), its alignment. */
export interface Column {
  title: string;
  width?: number;
  align?: 'left' | 'center' | 'right';
}

/**
 * A table with lines, as wide as `total`, whose rows are written as a stream. Its header stands again on each page. A row stays whole; in a table that
 * `splits`, only the long ones run on to the next page.
 */
export function ruledTable(
  columns: readonly Column[],
  rows: Iterable<Row>,
  { total, splits = false }: { total: number; splits?: boolean },
): Table {
  const rest = total - columns.reduce((sum, { width = 0 }) => sum + width, 0);
  const fitted = columns.map((column) => ({
    ...column,
    width: column.width ?? rest,
    align: column.align ?? ('left' as const),
  }));
  return new Table({
    ...frame(fitted.map((column) => column.width)),
    borders: borders(line),
    margins: { left: 70, right: 70 },
    rows: [headerRow(fitted), new StreamedRows(() => Iterator.from(rows).map((row) => rowXml(fitted, row, splits)))],
  });
}

function headerRow(columns: readonly Required<Pick<Column, 'title' | 'width'>>[]): TableRow {
  const children = columns.map(
    ({ title, width }) =>
      new TableCell({
        width: wide(width),
        verticalAlign: VerticalAlignTable.CENTER,
        children: [cellParagraph(words(title, { bold: true }), 'center', true)],
      }),
  );
  return new TableRow({ tableHeader: true, cantSplit: true, children });
}

/** A cell of a text row: words, or words that stand out. */
export type CellText = string | { text: string; bold: boolean };

/** A row of a ruled table: its cells, or one bold line across the whole width. */
export type Row = readonly CellText[] | { across: string };

type Fitted = Required<Pick<Column, 'width' | 'align'>>;

function rowXml(columns: readonly Fitted[], row: Row, splits: boolean): string {
  if ('across' in row) return acrossXml(columns, row.across);
  const long = row.some((cell) => typeof cell === 'string' && cell.length > longText);
  const cells = columns.map(({ width, align }, column) => cellXml(row[column] ?? '', { width, align, splits }));
  return `<w:tr>${splits && long ? '' : whole}${cells.join('')}</w:tr>`;
}

const whole = '<w:trPr><w:cantSplit/></w:trPr>';

/** Kept with the next row: a line that heads the rows below it does not end a page. */
function acrossXml(columns: readonly Fitted[], text: string): string {
  const width = columns.reduce((sum, each) => sum + each.width, 0);
  const heading = paragraphXml('Cell', runXml(text, { bold: true }), '<w:keepNext/>');
  const span = `<w:tcW w:type="dxa" w:w="${width}"/><w:gridSpan w:val="${columns.length}"/>`;
  return `<w:tr>${whole}<w:tc><w:tcPr>${span}</w:tcPr>${heading}</w:tc></w:tr>`;
}

function cellXml(cell: CellText, { width, align, splits }: { width: number; align: string; splits: boolean }): string {
  const { text, bold } = typeof cell === 'string' ? { text: cell, bold: false } : cell;
  return (
    `<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="${width}"/><w:vAlign w:val="${splits ? 'top' : 'center'}"/></w:tcPr>` +
    `${paragraphXml('Cell', runXml(text, { bold }), `<w:jc w:val="${align}"/>`)}</w:tc>`
  );
}

/** Some ten lines of a wide column. */
const longText = 800;

const wide = (size: number | undefined) => ({ size: size ?? 0, type: WidthType.DXA });

const frame = (widths: readonly number[]) => ({
  width: wide(widths.reduce((sum, each) => sum + each, 0)),
  columnWidths: widths,
  layout: TableLayoutType.FIXED,
});
