import type { Cell, CellStyle, WriteSheet } from 'hucre';
import { fitRow, newGrid, put, putLine, sheetOf } from '../form-sheet/grid.ts';
import type { Grid } from '../form-sheet/grid.ts';
import { styles } from '../form-sheet/styles.ts';

/** A column of an annex sheet: its title and its width in letters. */
export interface SheetColumn {
  title: string;
  width: number;
}

/** The row of the columns' titles, from 0; the title of the sheet and a note stand above it. */
export const titleRow = 2;

/** The first row below the titles. */
export const firstRow = titleRow + 1;

/** A sheet that is begun: its title, a note and the titles of its columns. */
export function beginSheet(columns: readonly SheetColumn[], title: string, note: string): Grid {
  const grid = newGrid(columns.map(({ width }) => width));
  putLine(grid, 0, title, styles.title);
  putLine(grid, 1, note, styles.hint);
  for (const [column, each] of columns.entries()) put(grid, titleRow, column, each.title, styles.head);
  fitRow(grid, titleRow, Object.fromEntries(columns.map((each, column) => [column, each.title])), 34);
  return grid;
}

/** Puts a formula with the figure that it gives, so that it is read where nothing is reckoned too. */
export function putFormula(
  grid: Grid,
  row: number,
  column: number,
  { formula, result, style }: { formula: string; result: number | undefined; style: CellStyle },
): void {
  const cell: Partial<Cell> = { formula, formulaResult: result ?? '', type: 'formula', style };
  grid.cells.set(`${row},${column}`, cell);
}

/** How many letters side by side can still be read on A4 lying down. */
const pageLetters = 220;

/** The finished sheet: open to whoever wants to reckon on, its titles and first columns always in sight. */
export function annexSheet(name: string, grid: Grid, frozenColumns: number): WriteSheet {
  const { protection: _, ...sheet } = sheetOf(name, grid, titleRow);
  const fitToWidth = Math.ceil(grid.widths.reduce((sum, each) => sum + each, 0) / pageLetters);
  const pageSetup = { ...sheet.pageSetup, fitToWidth };
  return { ...sheet, pageSetup, freezePane: { rows: firstRow, columns: frozenColumns } };
}
