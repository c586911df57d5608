import type { WriteSheet } from 'hucre';
import { fitRow, put } from '../form-sheet/grid.ts';
import type { Grid } from '../form-sheet/grid.ts';
import { figureStyle, numberFormats, styles } from '../form-sheet/styles.ts';
import type { CompiledAgency } from '../../domain/compilation.ts';
import type { CompiledFigure, CompiledIndicator } from '../../domain/compiled-figures.ts';
import type { PlacedIndicator } from './placed-indicators.ts';
import { annexSheet, beginSheet, firstRow } from './plain-sheet.ts';
import type { SheetColumn } from './plain-sheet.ts';
import { estimateMark } from './total-formulas.ts';

/** The names of the two sheets that hold every agency's figures and which of them are estimates, cell by cell. */
export const gridNames = { figures: 'Số liệu từng cơ quan', estimates: 'Số ước' } as const;

/** Every agency's figures, one agency in each row, one indicator in each column. */
export function figureGrid(agencies: readonly CompiledAgency[], placed: readonly PlacedIndicator[]): WriteSheet {
  const note = 'Số liệu trong bản nộp được tổng hợp của từng cơ quan; ô trống là không có số liệu. Có = 1, không = 0.';
  const grid = begin(agencies, placed, { title: 'SỐ LIỆU TỪNG CƠ QUAN', note });
  eachFigure(agencies, placed, (row, { indicator, column, weights }, { value, weight }) => {
    put(grid, row, column, value, figureStyle('before', formatOf(indicator)));
    if (weights !== undefined) put(grid, row, weights, weight, figureStyle('before', numberFormats.share));
  });
  return annexSheet(gridNames.figures, grid, 2);
}

/** Which of those figures are estimates. */
export function estimateGrid(agencies: readonly CompiledAgency[], placed: readonly PlacedIndicator[]): WriteSheet {
  const note = `Ô có dấu ${estimateMark} là số ước; cùng hàng, cột với sheet “${gridNames.figures}”.`;
  const grid = begin(agencies, placed, { title: 'SỐ LIỆU LÀ SỐ ƯỚC', note });
  eachFigure(agencies, placed, (row, { column }, { estimated }) => {
    if (estimated) put(grid, row, column, estimateMark, styles.centred);
  });
  return annexSheet(gridNames.estimates, grid, 2);
}

function begin(
  agencies: readonly CompiledAgency[],
  placed: readonly PlacedIndicator[],
  { title, note }: { title: string; note: string },
): Grid {
  const columns: SheetColumn[] = [
    { title: 'STT', width: 6 },
    { title: 'Cơ quan, đơn vị', width: 34 },
    { title: 'Mã tiếp nhận', width: 24 },
    ...placed.flatMap(({ indicator, weights }) => [
      { title: `${indicator.code}. ${indicator.name} (${indicator.unit})`, width: 17 },
      ...(weights === undefined ? [] : [{ title: `Trọng số của ${indicator.code}`, width: 13 }]),
    ]),
  ];
  const grid = beginSheet(columns, title, note);
  for (const [place, { name, receipt }] of agencies.entries()) {
    put(grid, firstRow + place, 0, place + 1, styles.centred);
    put(grid, firstRow + place, 1, name, styles.given);
    put(grid, firstRow + place, 2, receipt?.code ?? '', styles.given);
    fitRow(grid, firstRow + place, { 1: name }, 17);
  }
  return grid;
}

function eachFigure(
  agencies: readonly CompiledAgency[],
  placed: readonly PlacedIndicator[],
  take: (row: number, at: PlacedIndicator, figure: CompiledFigure) => void,
): void {
  const rows = new Map(agencies.flatMap(({ receipt }, place) => (receipt ? [[receipt.code, firstRow + place]] : [])));
  for (const at of placed) {
    for (const figure of at.indicator.figures) {
      const row = rows.get(figure.receipt);
      if (row !== undefined) take(row, at, figure);
    }
  }
}

/** How an indicator's figures are shown; yes and no, and what is told in words, as 1 and 0. */
export const formatOf = ({ type }: CompiledIndicator): string =>
  type === 'yes_no' || type === 'text' ? numberFormats.integer : numberFormats[type];
