import { BorderStyle, Table, TableCell, TableLayoutType, TableRow, VerticalAlignTable, WidthType } from 'docx';
import type { Paragraph, TextRun } from 'docx';
import { cellParagraph, words } from './paragraphs.ts';

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

/** A column of a ruled table: its title, its width in twips, on which side its texts stand. */
export interface Column {
  title: string;
  width: number;
  align?: 'left' | 'center';
}

/** A table with lines. Its header stands again on each page; a row stays whole unless `splits`. */
export function ruledTable(
  columns: readonly Column[],
  rows: readonly (readonly (string | TextRun)[])[],
  { splits = false }: { splits?: boolean } = {},
): Table {
  return new Table({
    ...frame(columns.map((column) => column.width)),
    borders: borders(line),
    margins: { left: 70, right: 70 },
    rows: [headerRow(columns), ...rows.map((row) => textRow(columns, row, splits))],
  });
}

function headerRow(columns: readonly Column[]): TableRow {
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

function textRow(columns: readonly Column[], row: readonly (string | TextRun)[], splits: boolean): TableRow {
  const children = columns.map(
    ({ width, align }, column) =>
      new TableCell({
        width: wide(width),
        verticalAlign: splits ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
        children: [cellParagraph(row[column] ?? '', align)],
      }),
  );
  return new TableRow({ cantSplit: !splits, children });
}

const wide = (size: number | undefined) => ({ size: size ?? 0, type: WidthType.DXA });

const frame = (widths: readonly number[]) => ({
  width: wide(widths.reduce((sum, each) => sum + each, 0)),
  columnWidths: widths,
  layout: TableLayoutType.FIXED,
});
