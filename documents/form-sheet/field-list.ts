import { fieldOf } from '../../domain/form-sheet.ts';
import type { FormSheet } from '../../domain/form-sheet.ts';
import { indicatorsOf, isAskedOf } from '../../domain/form.ts';
import type { Indicator } from '../../domain/form.ts';
import { cellLimit } from './layout.ts';

/** The indicators that an agency's form shows: those asked of it, and those that it has filled in all the same. */
export const indicatorsFor = ({ form, agency, content }: FormSheet): readonly Indicator[] =>
  indicatorsOf(form).filter(
    (indicator) => isAskedOf(indicator, agency.kind) || content.indicators?.[indicator.code] !== undefined,
  );

/** Whether a text fits into a cell; one that does not stays in the room. */
export const fits = (text: unknown): boolean => typeof text !== 'string' || text.length <= cellLimit;

/** The paths of all fields of an agency's form, in its order. */
export function fieldPaths(sheet: FormSheet): readonly string[] {
  return sheet.form.sections.flatMap((section) => {
    if (section.kind === 'narrative') return [`sections.${section.code}`];
    if (section.kind === 'tasks') return sheet.tasks.map(({ code }) => `tasks.${code}`);
    const shown = new Set(indicatorsFor(sheet));
    return (section.indicators ?? [])
      .filter((indicator) => shown.has(indicator))
      .flatMap(({ code, formula }) => [...(formula ? [] : [`indicators.${code}`]), `explanations.indicators.${code}`]);
  });
}

/** The fields that the file has a place for: all but the texts that no cell holds. */
export const heldPaths = (sheet: FormSheet): readonly string[] =>
  fieldPaths(sheet).filter((path) => {
    const value = fieldOf(sheet.content, path);
    if (value === undefined || typeof value === 'string') return fits(value);
    return 'result' in value ? fits(value.result) : fits(value.value);
  });
