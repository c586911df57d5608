import { wrongValue } from '../../domain/check-report.ts';
import type { FormSheet } from '../../domain/form-sheet.ts';
import { indicatorsOf } from '../../domain/form.ts';
import type { Indicator, IndicatorAnswer } from '../../domain/form.ts';
import type { Problem } from '../../domain/refusal.ts';
import { shortLimit } from './layout.ts';
import { openTable } from './open-table.ts';
import type { TableRow } from './open-table.ts';
import type { OpenSheet } from './open-workbook.ts';
import { readEstimated, readNumber, readText, readYesNo } from './read-cells.ts';
import type { Values } from './read-sections.ts';

/** The figures and their explanations. What stands in a reckoned figure's cell is not read: the system reckons it. */
export function readFigures(sheets: readonly OpenSheet[], { form }: FormSheet, problems: Problem[]): Values {
  const indicators = new Map(indicatorsOf(form).map((indicator) => [indicator.code, indicator]));
  const values: Values = new Map();
  if (indicators.size === 0) return values;
  for (const row of openTable(sheets, 'figures', new Set(indicators.keys()), problems)) {
    const indicator = indicators.get(row.code);
    if (indicator && !indicator.formula) values.set(`indicators.${row.code}`, answerOf(row, indicator));
    const explanation = row.take('Giải thích', (cell) => readText(cell, shortLimit));
    values.set(`explanations.indicators.${row.code}`, explanation);
  }
  return values;
}

const column = 'Số liệu kỳ này';

function answerOf(row: TableRow, indicator: Indicator): IndicatorAnswer | undefined {
  const { type } = indicator;
  const value =
    type === 'text'
      ? row.take(column, (cell) => readText(cell, shortLimit))
      : type === 'yes_no'
        ? row.take(column, readYesNo)
        : row.take(column, readNumber);
  const estimated = row.take('Ước', readEstimated);
  if (value === undefined) {
    if (estimated && row.cell(column).kind === 'empty') row.blame(column, 'đã chọn “Ước” nhưng chưa có số liệu.');
    return undefined;
  }
  const answer = { value, ...(estimated && { estimated }) };
  const wrong = wrongValue(indicator, answer);
  if (wrong) row.blame(column, wrong);
  return answer;
}
