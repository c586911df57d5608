import type { DataValidation } from 'hucre';
import type { Indicator } from '../../domain/form.ts';
import { figureWords } from '../../domain/words.ts';
import { estimatedWord, shortLimit, taskStateWords, yesNoWords } from './layout.ts';

const stop = {
  allowBlank: true,
  showInputMessage: true,
  showErrorMessage: true,
  errorStyle: 'stop',
  errorTitle: 'Chưa đúng',
} as const;

/** A choice among words. */
const among = (range: string, values: readonly string[]): DataValidation => ({
  ...stop,
  type: 'list',
  values: [...values],
  range,
  errorMessage: `Chọn một trong: ${values.join(', ')}.`,
});

export const taskStateRule = (range: string): DataValidation => among(range, Object.values(taskStateWords));

export const estimatedRule = (range: string): DataValidation => ({
  ...among(range, [estimatedWord]),
  inputTitle: 'Số ước tính',
  inputMessage: `Chọn “${estimatedWord}” nếu số liệu là số ước tính.`,
});

export const percentRule = (range: string): DataValidation => ({
  ...stop,
  type: 'decimal',
  operator: 'between',
  formula1: '0',
  formula2: '100',
  range,
  errorMessage: 'Tỷ lệ hoàn thành là một số từ 0 đến 100.',
});

export const lengthRule = (range: string, most: number): DataValidation => ({
  ...stop,
  type: 'textLength',
  operator: 'lessThanOrEqual',
  formula1: String(most),
  range,
  errorMessage: `Nội dung tối đa ${figureWords(most)} ký tự.`,
});

/** What a figure's cell takes: whole numbers or decimals within the form's bounds, yes or no, or a short text. */
export function figureRule(range: string, { type, unit, min, max }: Indicator): DataValidation {
  if (type === 'yes_no') return among(range, Object.values(yesNoWords));
  if (type === 'text') return lengthRule(range, shortLimit);
  const [least, most] = type === 'percent' ? [min ?? 0, max ?? 100] : [min, max];
  const words = [
    type === 'integer' ? 'Số nguyên' : 'Một số',
    least !== undefined && `từ ${figureWords(least)}`,
    most !== undefined && `đến ${figureWords(most)}`,
  ].filter(Boolean);
  return {
    ...stop,
    type: type === 'integer' ? 'whole' : 'decimal',
    operator: 'between',
    formula1: String(least ?? -largestFigure),
    formula2: String(most ?? largestFigure),
    range,
    inputTitle: 'Số liệu',
    inputMessage: `${words.join(' ')}; đơn vị tính: ${unit}.`.slice(0, 250),
    errorMessage: `${words.join(' ')}.`,
  };
}

/** The largest figure that the API takes. */
export const largestFigure = 1_000_000_000_000_000;
