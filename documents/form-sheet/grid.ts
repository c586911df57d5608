import type { Cell, CellStyle, CellValue, DataValidation, MergeRange, RowDef, WriteSheet } from 'hucre';
import { sheetText } from '../../domain/form-sheet.ts';
import { columns, headRow } from './layout.ts';
import type { FilledSheet } from './layout.ts';
import { styles } from './styles.ts';

/** A sheet while it is being written, row by row. */
export interface Grid {
  cells: Map<string, Partial<Cell>>;
  merges: MergeRange[];
  rows: Map<number, RowDef>;
  validations: DataValidation[];
  /** In letters, by column. */
  widths: readonly number[];
}

export const newGrid = (widths: readonly number[]): Grid => ({
  cells: new Map(),
  merges: [],
  rows: new Map(),
  validations: [],
  widths,
});

/** Puts a value, or nothing, into a cell; rows and columns count from 0. */
export function put(grid: Grid, row: number, column: number, value: CellValue | undefined, style: CellStyle): void {
  const plain = typeof value === 'string' ? escaped(sheetText(value)) : (value ?? null);
  grid.cells.set(`${row},${column}`, {
    value: plain === '' ? null : plain,
    ...(typeof plain === 'string' && plain && { type: 'string' }),
    style,
  });
}

/** Excel reads `_x0041_` in a text as the letter A: an underscore before it is written as `_x005F_`. */
const escaped = (text: string): string => text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

/** Puts a line over the whole width of a sheet. */
export function putLine(grid: Grid, row: number, text: string, style: CellStyle): void {
  put(grid, row, 0, text, style);
  grid.merges.push({ startRow: row, startCol: 0, endRow: row, endCol: grid.widths.length - 1 });
  const width = grid.widths.reduce((sum, each) => sum + each, 0);
  grid.rows.set(row, { height: heightOf([[text, width]], 18) });
}

/** The sheet's title, a hint and the titles of its columns. */
export function putHead(grid: Grid, sheet: FilledSheet, title: string, hint: string): void {
  putLine(grid, 0, title, styles.title);
  putLine(grid, 1, hint, styles.hint);
  for (const [column, name] of columns[sheet].entries()) put(grid, headRow, column, name, styles.head);
  grid.rows.set(headRow, { height: 34 });
}

/** Makes a row high enough for its texts, and no lower than `least`, in points. */
export function fitRow(grid: Grid, row: number, texts: Readonly<Record<number, string>>, least: number): void {
  const sized = Object.entries(texts).map(([column, text]) => [text, grid.widths[Number(column)] ?? 10] as const);
  grid.rows.set(row, { height: heightOf(sized, least) });
}

/** Excel's rows are at most 409 points high; a longer text is read in the line above the sheet. */
function heightOf(texts: readonly (readonly [text: string, width: number])[], least: number): number {
  const lines = texts.map(([text, width]) =>
    text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (width * 1.02))), 0),
  );
  return Math.min(409, Math.max(least, Math.max(0, ...lines) * 16 + 4));
}

/** The sheet as the package takes it: locked but for what is to be filled in, its titles always in sight. */
export function sheetOf(name: string, grid: Grid, head?: number): WriteSheet {
  return {
    name,
    rows: [],
    cells: grid.cells,
    merges: grid.merges,
    rowDefs: grid.rows,
    dataValidations: grid.validations,
    columns: grid.widths.map((width) => ({ width })),
    ...(head !== undefined && { freezePane: { rows: head + 1 } }),
    protection: { sheet: true, formatColumns: true, formatRows: true, selectLockedCells: true },
    view: { showGridLines: false },
    pageSetup: {
      paperSize: 'a4',
      orientation: head === undefined ? 'portrait' : 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.6, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
      ...(head !== undefined && { printTitlesRow: `$${head + 1}:$${head + 1}` }),
    },
    headerFooter: { oddFooter: '&C&P/&N' },
  };
}
