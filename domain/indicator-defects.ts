import { indicatorsOf } from './form.ts';
import type { Aggregation, Indicator, IndicatorType } from './form.ts';
import { codeDefects, error, warning } from './form-defect.ts';
import type { FormContent, FormDefect } from './form-defect.ts';

/**
 * What is wrong with one indicator, its formula aside (`formulaDefects`).
 * In: the indicator, the path of its fields, its form, the form's published versions with the newest first.
 */
export function indicatorDefects(
  indicator: Indicator,
  field: string,
  form: FormContent,
  earlier: readonly FormContent[],
): FormDefect[] {
  const all = indicatorsOf(form);
  const { code, name, unit, type, required, source, formula } = indicator;
  return [
    ...codeDefects(code, field, all.slice(0, all.indexOf(indicator))),
    ...(name.trim() ? [] : [error('name.missing', `${field}.name`)]),
    ...(unit.trim() || type === 'text' || type === 'yes_no' ? [] : [error('unit.missing', `${field}.unit`)]),
    ...(source.trim() ? [] : [error('source.missing', `${field}.source`)]),
    ...(required && formula ? [error('required.reckoned', `${field}.required`)] : []),
    ...boundDefects(indicator, field),
    ...aggregationDefects(indicator, field),
    ...weightDefects(indicator, field, all),
    ...meaningDefects(indicator, field, earlier),
  ];
}

function boundDefects({ type, min, max, compare, formula }: Indicator, field: string): FormDefect[] {
  const bounded = min !== undefined || max !== undefined;
  const useless = bounded && (formula !== undefined || type === 'text' || type === 'yes_no');
  return [
    ...(min !== undefined && max !== undefined && min > max ? [error('bounds.crossed', `${field}.min`)] : []),
    ...(useless ? [warning('bounds.useless', `${field}.${min === undefined ? 'max' : 'min'}`)] : []),
    ...(compare !== undefined && compare < 0 ? [error('compare.negative', `${field}.compare`)] : []),
    ...(compare !== undefined && type === 'text' ? [warning('compare.useless', `${field}.compare`)] : []),
  ];
}

/** How figures of a type can become the province's: per cents are never added up, text and yes/no only counted. */
export const fittingAggregations: Record<IndicatorType, readonly Aggregation[]> = {
  integer: ['sum', 'mean', 'weighted', 'last', 'count', 'none'],
  decimal: ['sum', 'mean', 'weighted', 'last', 'count', 'none'],
  percent: ['mean', 'weighted', 'count', 'none'],
  yes_no: ['count', 'none'],
  text: ['count', 'none'],
};

function aggregationDefects({ type, aggregation, formula }: Indicator, field: string): FormDefect[] {
  if (!fittingAggregations[type].includes(aggregation)) {
    return [error('aggregation.unfit', `${field}.aggregation`, { type, aggregation })];
  }
  // A share is reckoned from the sums (`aggregateForm`), whatever stands here; a typed per cent is not.
  const plainMean = type === 'percent' && aggregation === 'mean' && !formula;
  return plainMean ? [warning('aggregation.mean-of-percents', `${field}.aggregation`)] : [];
}

function weightDefects({ code, aggregation, weight }: Indicator, field: string, all: readonly Indicator[]) {
  if (aggregation !== 'weighted') return weight ? [warning('weight.useless', `${field}.weight`)] : [];
  if (!weight) return [error('weight.missing', `${field}.weight`)];
  const by = all.find((each) => each.code === weight);
  if (!by || weight === code) return [error('weight.unknown', `${field}.weight`, { weight })];
  const counts = by.type === 'integer' || by.type === 'decimal';
  return counts ? [] : [error('weight.no-number', `${field}.weight`, { weight })];
}

/** Last year's figure is found by the code: it must mean the same. */
function meaningDefects({ code, name, unit, type }: Indicator, field: string, earlier: readonly FormContent[]) {
  const known = earlier.flatMap(indicatorsOf).find((each) => each.code === code);
  if (!known) return [];
  if (known.type !== type || known.unit.trim() !== unit.trim()) {
    const where = known.type === type ? 'unit' : 'type';
    const was = { name: known.name, unit: known.unit, type: known.type };
    return [error('indicator.other-meaning', `${field}.${where}`, { code, ...was })];
  }
  return known.name.trim() === name.trim()
    ? []
    : [warning('indicator.other-name', `${field}.name`, { code, name: known.name })];
}
