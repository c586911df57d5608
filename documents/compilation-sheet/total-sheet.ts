import type { WriteSheet } from 'hucre';
import type { Aggregation } from '../../domain/form.ts';
import type { CompiledIndicator } from '../../domain/compiled-figures.ts';
import { fitRow, put } from '../form-sheet/grid.ts';
import type { Grid } from '../form-sheet/grid.ts';
import { addressOf } from '../form-sheet/layout.ts';
import { figureStyle, numberFormats, styles } from '../form-sheet/styles.ts';
import { formatOf, gridNames } from './figure-grid.ts';
import type { PlacedIndicator } from './placed-indicators.ts';
import { annexSheet, beginSheet, firstRow, putFormula } from './plain-sheet.ts';
import { changeFormula, estimatedFormula, overFormula, totalFormula } from './total-formulas.ts';
import type { Ranges } from './total-formulas.ts';

const columns = [
  { title: 'Mã', width: 8 },
  { title: 'Chỉ tiêu', width: 52 },
  { title: 'Đơn vị tính', width: 14 },
  { title: 'Cách tổng hợp', width: 20 },
  { title: 'Kết quả', width: 18 },
  { title: 'Số cơ quan có số liệu', width: 12 },
  { title: 'Số cơ quan được hỏi', width: 12 },
  { title: 'Trong đó số ước', width: 10 },
  { title: 'Năm trước, tất cả cơ quan', width: 18 },
  { title: 'Năm trước, cơ quan có cả hai năm', width: 18 },
  { title: 'Kỳ này, cơ quan có cả hai năm', width: 18 },
  { title: 'Tăng, giảm (%)', width: 11 },
] as const;

const at = (title: (typeof columns)[number]['title']): number => columns.findIndex((each) => each.title === title);

const ways: Record<Aggregation, string> = {
  sum: 'Cộng',
  mean: 'Bình quân',
  weighted: 'Bình quân có trọng số',
  last: 'Cộng số cuối kỳ',
  count: 'Đếm cơ quan có',
  none: 'Không tổng hợp',
};

/** The name of the sheet of the province's figures. */
export const totalName = 'Tổng hợp';

/** The province's figures, each a formula over the agencies' sheets, with last year's beside. */
export function totalSheet(agencies: number, placed: readonly PlacedIndicator[]): WriteSheet {
  const note =
    'Cột “Kết quả”, số cơ quan và số ước là công thức trên các sheet sau; sửa một số liệu ở đó thì các cột này tính lại.';
  const grid = beginSheet(columns, 'TỔNG HỢP SỐ LIỆU', note);
  const ranges = rangesOf(agencies, placed);
  for (const [place, each] of placed.entries()) putTotal(grid, firstRow + place, each, ranges);
  return annexSheet(totalName, grid, 2);
}

/** Cells of the other sheets, from the first agency's row to the last one's. */
function rangesOf(agencies: number, placed: readonly PlacedIndicator[]): Ranges {
  const known = new Map(placed.map((each, place) => [each.indicator.code, { ...each, place }]));
  const range = (sheet: string) => (column: number) =>
    `'${sheet}'!${addressOf(firstRow, column)}:${addressOf(firstRow + Math.max(1, agencies) - 1, column)}`;
  return {
    figures: range(gridNames.figures),
    estimates: range(gridNames.estimates),
    columnOf: (code) => known.get(code)?.column,
    totalOf: (code) => {
      const found = known.get(code);
      return found && addressOf(firstRow + found.place, at('Kết quả'));
    },
  };
}

function putTotal(grid: Grid, row: number, placed: PlacedIndicator, ranges: Ranges): void {
  const { indicator } = placed;
  const { code, name, unit, aggregate, asked } = indicator;
  put(grid, row, at('Mã'), code, styles.code);
  put(grid, row, at('Chỉ tiêu'), name, styles.given);
  put(grid, row, at('Đơn vị tính'), unit, styles.centred);
  put(grid, row, at('Cách tổng hợp'), placed.parts ? 'Tính từ các tổng' : ways[indicator.aggregation], styles.given);
  put(grid, row, at('Số cơ quan được hỏi'), asked, styles.centred);
  const count = { style: styles.centred };
  const [over, estimated] = [overFormula(placed, ranges), estimatedFormula(placed, ranges)];
  putFormula(grid, row, at('Số cơ quan có số liệu'), { ...count, formula: over, result: aggregate.over });
  putFormula(grid, row, at('Trong đó số ước'), { ...count, formula: estimated, result: aggregate.estimated });
  const style = figureStyle('reckoned', totalFormat(indicator));
  const formula = totalFormula(placed, ranges);
  if (formula) putFormula(grid, row, at('Kết quả'), { formula, result: aggregate.value, style });
  else put(grid, row, at('Kết quả'), null, style);
  putLastYear(grid, row, indicator);
  fitRow(grid, row, { [at('Chỉ tiêu')]: name, [at('Cách tổng hợp')]: ways[indicator.aggregation] }, 20);
}

function putLastYear(grid: Grid, row: number, indicator: CompiledIndicator): void {
  const { all, inBoth } = indicator.lastYear ?? {};
  const style = figureStyle('before', totalFormat(indicator));
  const columnsOfBoth = [at('Năm trước, cơ quan có cả hai năm'), at('Kỳ này, cơ quan có cả hai năm')] as const;
  put(grid, row, at('Năm trước, tất cả cơ quan'), all?.value, style);
  put(grid, row, columnsOfBoth[0], inBoth?.before.value, style);
  put(grid, row, columnsOfBoth[1], inBoth?.now.value, style);
  putFormula(grid, row, at('Tăng, giảm (%)'), {
    formula: changeFormula(addressOf(row, columnsOfBoth[0]), addressOf(row, columnsOfBoth[1])),
    result: changeOf(inBoth?.before.value, inBoth?.now.value),
    style: figureStyle('before', '0.0'),
  });
}

/** What `changeFormula` gives. */
function changeOf(before: number | undefined, now: number | undefined): number | undefined {
  if (!before || now === undefined) return undefined;
  const tenths = Math.abs(((now - before) / Math.abs(before)) * 1000);
  return (Math.sign(now - before) * Math.round(tenths)) / 10;
}

/** A mean of whole numbers has decimals. */
const totalFormat = (indicator: CompiledIndicator): string =>
  indicator.aggregation === 'mean' || indicator.aggregation === 'weighted'
    ? numberFormats.decimal
    : formatOf(indicator);
