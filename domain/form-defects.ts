import { indicatorsOf } from './form.ts';
import type { FormSection } from './form.ts';
import { codeDefects, error, warning } from './form-defect.ts';
import type { FormContent, FormDefect } from './form-defect.ts';
import { formulaDefects } from './formula-defects.ts';
import { indicatorDefects } from './indicator-defects.ts';

/** A report takes so many narratives and so many figures (`api/bodies/report.ts`). */
const mostSections = 40;
const mostIndicators = 500;

/**
 * What contradicts in a form, every place at once, in the form's order; an empty list when nothing does.
 * In: the form, and its published versions, the newest first: last year's words and figures are found by their codes, so a
 * code that means something else than before would bring the wrong ones.
 * Source: NĐ 09/2019 Đ.8.7 (the outline), Đ.7.8 (the tables).
 */
export function formDefects(form: FormContent, earlier: readonly FormContent[] = []): FormDefect[] {
  const { sections } = form;
  // So many are not looked at one by one: each is held against all others.
  if (indicatorsOf(form).length > mostIndicators) {
    return [error('indicators.many', 'sections', { most: String(mostIndicators) })];
  }
  return [
    ...(form.title.trim() ? [] : [error('title.missing', 'title')]),
    ...(sections.length > 0 ? [] : [error('sections.none', 'sections')]),
    ...(sections.length > mostSections ? [error('sections.many', 'sections', { most: String(mostSections) })] : []),
    ...sections.flatMap((section, place) => [
      ...sectionDefects(section, place, form, earlier),
      ...(section.indicators ?? []).flatMap((indicator, row) => {
        const field = `sections.${place}.indicators.${row}`;
        return [...indicatorDefects(indicator, field, form, earlier), ...formulaDefects(indicator, field, form)];
      }),
    ]),
    ...goneSince(form, earlier[0]),
  ];
}

/** Whether a form may be published. */
export const isPublishable = (defects: readonly FormDefect[]): boolean =>
  !defects.some(({ severity }) => severity === 'error');

function sectionDefects(
  section: FormSection,
  place: number,
  { sections }: FormContent,
  earlier: readonly FormContent[],
): FormDefect[] {
  const { code, title, kind, indicators = [] } = section;
  const field = `sections.${place}`;
  const before = sections.slice(0, place);
  return [
    ...codeDefects(code, field, before),
    ...(title.trim() ? [] : [error('title.missing', `${field}.title`)]),
    ...(kind === 'tasks' && before.some((each) => each.kind === 'tasks')
      ? [error('section.tasks-twice', `${field}.kind`)]
      : []),
    ...(kind === 'indicators' && indicators.length === 0 ? [error('section.no-figures', `${field}.kind`)] : []),
    ...(kind !== 'indicators' && indicators.length > 0 ? [error('section.stray-figures', `${field}.kind`)] : []),
    ...unlikeEarlier(section, field, earlier),
  ];
}

function unlikeEarlier({ code, title, kind }: FormSection, field: string, earlier: readonly FormContent[]) {
  const known = earlier.flatMap(({ sections }) => sections).find((each) => each.code === code);
  if (!known) return [];
  if (known.kind !== kind) return [warning('section.other-kind', `${field}.kind`, { code })];
  return known.title === title ? [] : [warning('section.other-title', `${field}.title`, { code, before: known.title })];
}

/** What the version before asked for and this one does not: nothing of last year stands beside it any more. */
function goneSince(form: FormContent, before: FormContent | undefined): FormDefect[] {
  if (!before) return [];
  const gone = <Each extends { code: string }>(
    was: readonly Each[],
    is: readonly { code: string }[],
  ): readonly Each[] => was.filter(({ code }) => !is.some((each) => each.code === code));
  return [
    ...gone(before.sections, form.sections).map(({ code, title }) =>
      warning('section.gone', 'sections', { code, name: title }),
    ),
    ...gone(indicatorsOf(before), indicatorsOf(form)).map(({ code, name }) =>
      warning('indicator.gone', 'sections', { code, name }),
    ),
  ];
}
