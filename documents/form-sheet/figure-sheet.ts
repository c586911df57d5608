import type { CellValue, WriteSheet } from 'hucre';
import { fieldOf } from '../../domain/form-sheet.ts';
import type { FormSheet } from '../../domain/form-sheet.ts';
import { figuresOfReport } from '../../domain/figures.ts';
import type { Figures } from '../../domain/figures.ts';
import { indicatorsOf } from '../../domain/form.ts';
import type { Indicator, IndicatorAnswer } from '../../domain/form.ts';
import { indicatorsFor } from './field-list.ts';
import { excelFormula } from './formulas.ts';
import type { Placed } from './formulas.ts';
import { fitRow, newGrid, put, putHead, sheetOf } from './grid.ts';
import type { Grid } from './grid.ts';
import { addressOf, columnOf, estimatedWord, headRow, sheetNames, shortLimit, yesNoWords } from './layout.ts';
import { figureStyle, numberFormats, styles } from './styles.ts';
import { putGroup } from './task-sheet.ts';
import { estimatedRule, figureRule, lengthRule } from './validations.ts';

const at = (title: Parameters<typeof columnOf<'figures'>>[1]): number => columnOf('figures', title);
const [now, explanation] = [at('Số liệu kỳ này'), at('Giải thích')];

interface Facts {
  sheet: FormSheet;
  placed: ReadonlyMap<string, Placed>;
  figures: Figures;
  before: Figures;
}

/** The tables of figures, one indicator in each row; undefined when the form asks for none. */
export function figureSheet(sheet: FormSheet): WriteSheet | undefined {
  const shown = new Set(indicatorsFor(sheet));
  const rows = sheet.form.sections
    .filter(({ kind }) => kind === 'indicators')
    .flatMap((section) => [section, ...(section.indicators ?? []).filter((each) => shown.has(each))]);
  if (indicatorsOf(sheet.form).length === 0) return undefined;
  const grid = newGrid([8, 52, 14, 18, 18, 9, 46, 46]);
  putHead(
    grid,
    'figures',
    'BIỂU SỐ LIỆU',
    'Nhập số vào các ô nền vàng (không ghi chữ, không ghi đơn vị); ô nền xám tự tính. Không phát sinh thì ghi 0; không thuộc phạm vi thì để trống.',
  );
  const placed = new Map(
    rows.flatMap((each, place) =>
      'unit' in each ? [[each.code, { indicator: each, cell: addressOf(headRow + 1 + place, now) }] as const] : [],
    ),
  );
  const { content, lastYear, form } = sheet;
  const figures = figuresOfReport(form, content.indicators ?? {});
  const before = lastYear ? figuresOfReport(lastYear.form, lastYear.content.indicators ?? {}) : new Map();
  for (const [place, each] of rows.entries()) {
    const row = headRow + 1 + place;
    if ('unit' in each) putIndicator(grid, row, each, { sheet, placed, figures, before });
    else putGroup(grid, row, `${each.code}. ${each.title}`);
  }
  return sheetOf(sheetNames.figures, grid, headRow);
}

function putIndicator(grid: Grid, row: number, indicator: Indicator, facts: Facts): void {
  const { code, name, unit, source, required } = indicator;
  const title = `${name}${required ? ' (bắt buộc)' : ''}`;
  const answer = fieldOf(facts.sheet.content, `indicators.${code}`) as IndicatorAnswer | undefined;
  const earlier = facts.sheet.lastYear?.content.indicators?.[code]?.value ?? facts.before.get(code);
  const why = facts.sheet.content.explanations?.[`indicators.${code}`] ?? '';
  put(grid, row, at('Mã'), code, styles.code);
  put(grid, row, at('Chỉ tiêu'), title, styles.given);
  put(grid, row, at('Đơn vị tính'), unit, styles.centred);
  put(grid, row, at('Cùng kỳ năm trước'), cellOf(earlier), figureStyle('before', formatOf(indicator)));
  if (indicator.formula) putReckoned(grid, row, indicator, facts);
  else putAnswer(grid, row, indicator, answer);
  put(grid, row, explanation, why, styles.openText);
  grid.validations.push(lengthRule(addressOf(row, explanation), shortLimit));
  put(grid, row, at('Nguồn định nghĩa'), source, styles.before);
  fitRow(grid, row, { [at('Chỉ tiêu')]: title, [explanation]: why, [at('Nguồn định nghĩa')]: source }, 20);
}

function putAnswer(grid: Grid, row: number, indicator: Indicator, answer: IndicatorAnswer | undefined): void {
  const worded = indicator.type === 'text' || indicator.type === 'yes_no';
  const style = indicator.type === 'text' ? styles.openText : figureStyle('open', formatOf(indicator));
  put(grid, row, now, cellOf(answer?.value), style);
  grid.validations.push(figureRule(addressOf(row, now), indicator));
  put(grid, row, at('Ước'), answer?.estimated ? estimatedWord : null, worded ? styles.centred : styles.openChoice);
  if (!worded) grid.validations.push(estimatedRule(addressOf(row, at('Ước'))));
}

function putReckoned(grid: Grid, row: number, indicator: Indicator, { placed, figures }: Facts): void {
  const { code, formula } = indicator;
  if (!formula) return;
  grid.cells.set(`${row},${now}`, {
    formula: excelFormula(formula, placed),
    formulaResult: figures.get(code) ?? '',
    type: 'formula',
    style: figureStyle('reckoned', formatOf(indicator)),
  });
  put(grid, row, at('Ước'), null, styles.centred);
}

/** Yes and no in words; what is no figure as it is. */
const cellOf = (value: IndicatorAnswer['value'] | undefined): CellValue =>
  typeof value === 'boolean' ? yesNoWords[value ? 'yes' : 'no'] : (value ?? null);

const formatOf = ({ type }: Indicator): string =>
  type === 'integer' || type === 'decimal' || type === 'percent' ? numberFormats[type] : '@';
