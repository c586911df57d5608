import type { Form } from './form.ts';

/** What may be wrong with a form; `form-defect-words.ts` has the sentences. */
export type FormDefectCode =
  | 'title.missing'
  | 'source.missing'
  | 'code.bad'
  | 'code.duplicate'
  | 'name.missing'
  | 'unit.missing'
  | 'sections.none'
  | 'sections.many'
  | 'section.tasks-twice'
  | 'section.no-figures'
  | 'section.stray-figures'
  | 'section.other-kind'
  | 'section.other-title'
  | 'section.gone'
  | 'indicators.many'
  | 'indicator.other-meaning'
  | 'indicator.other-name'
  | 'indicator.gone'
  | 'bounds.crossed'
  | 'bounds.useless'
  | 'compare.negative'
  | 'compare.useless'
  | 'aggregation.unfit'
  | 'aggregation.mean-of-percents'
  | 'weight.missing'
  | 'weight.unknown'
  | 'weight.no-number'
  | 'weight.useless'
  | 'required.reckoned'
  | 'formula.of-text'
  | 'formula.empty'
  | 'formula.unknown'
  | 'formula.text'
  | 'formula.twice'
  | 'formula.circle'
  | 'formula.share-of-shares'
  | 'formula.sum-of-percents'
  | 'formula.mixed-units';

/** An error keeps a form from being published, a warning is for a person to weigh. */
export interface FormDefect {
  code: FormDefectCode;
  severity: 'error' | 'warning';
  /** The path of the field: `sections.2.indicators.0.unit`, places counted from 0. */
  field: string;
  facts: Readonly<Record<string, string>>;
}

/** What a version of a form says. */
export type FormContent = Pick<Form, 'title' | 'sections'>;

export const error = (code: FormDefectCode, field: string, facts: FormDefect['facts'] = {}): FormDefect => ({
  ...{ code, severity: 'error', field, facts },
});
export const warning = (code: FormDefectCode, field: string, facts: FormDefect['facts'] = {}): FormDefect => ({
  ...{ code, severity: 'warning', field, facts },
});

/** A code is a path of a report and a key of its answers: `toString` would find what every object has. */
export function codeDefects(code: string, field: string, before: readonly { code: string }[]): FormDefect[] {
  if (!/^[0-9A-Za-zĐđ.-]{1,40}$/.test(code) || code in {}) return [error('code.bad', `${field}.code`, { code })];
  return before.some((each) => each.code === code) ? [error('code.duplicate', `${field}.code`, { code })] : [];
}
