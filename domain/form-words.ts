import type { Aggregation, AskedOf, FormSection, Formula, Indicator, IndicatorType } from './form.ts';
import { figureWords } from './words.ts';

export const sectionKindWords: Record<FormSection['kind'], string> = {
  narrative: 'Viết bằng lời',
  tasks: 'Kết quả từng nhiệm vụ được giao',
  indicators: 'Biểu số liệu',
};

export const indicatorTypeWords: Record<IndicatorType, string> = {
  integer: 'Số nguyên',
  decimal: 'Số thập phân',
  percent: 'Tỷ lệ phần trăm',
  yes_no: 'Có/Không',
  text: 'Ghi bằng chữ',
};

export const aggregationWords: Record<Aggregation, string> = {
  sum: 'Cộng',
  mean: 'Bình quân',
  weighted: 'Bình quân gia quyền',
  last: 'Cộng số cuối kỳ',
  count: 'Đếm cơ quan có',
  none: 'Không tổng hợp',
};

export const askedOfWords: Record<AskedOf, string> = {
  departments: 'Sở, ban, ngành, đơn vị thuộc tỉnh',
  localities: 'UBND các địa phương',
};

/** A formula as people read it: “= 2.1 + 2.2”, “= 1.2 : 1.1 × 100”. */
export function formulaWords(formula: Formula): string {
  if ('sum' in formula) return `= ${formula.sum.join(' + ')}`;
  if ('difference' in formula) return `= ${formula.difference.join(' − ')}`;
  return `= ${formula.share.join(' : ')} × 100`;
}

/** The bounds of a figure: “từ 0 đến 100”, empty without any. */
export function boundWords({ min, max }: Pick<Indicator, 'min' | 'max'>): string {
  const from = min === undefined ? '' : `từ ${figureWords(min)}`;
  const to = max === undefined ? '' : `đến ${figureWords(max)}`;
  return [from, to].filter(Boolean).join(' ');
}
