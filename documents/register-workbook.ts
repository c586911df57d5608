import { writeXlsx } from 'hucre';
import { cleanText } from './clean-text.ts';

/** A register as a workbook: one sheet, a header that stays, a filter in each column. */
export interface RegisterSheet {
  name: string;
  columns: readonly { title: string; width: number }[];
  rows: readonly (readonly string[])[];
}

/** Writes registers as a workbook of text cells: what a cell says is never read as a formula. */
export async function registerWorkbook(sheets: readonly RegisterSheet[], at: Temporal.Instant): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(({ name, columns, rows }) => ({
      name,
      columns: columns.map(({ width }) => ({ width, style: { alignment: { wrapText: true, vertical: 'top' } } })),
      rows: [columns.map(({ title }) => title), ...rows.map((row) => row.map(cleanText))],
      freezePane: { rows: 1 },
      autoFilter: { range: `A1:${letterOfColumn(columns.length)}${rows.length + 1}` },
    })),
    // oxlint-disable-next-line no-restricted-globals -- the package wants a Date
    properties: { title: 'Sổ công văn', creator: 'Đôn Đốc', modified: new Date(at.epochMilliseconds) },
    defaultFont: { name: 'Times New Roman', size: 12 },
  });
}

const letterOfColumn = (count: number): string => String.fromCodePoint(64 + count);
