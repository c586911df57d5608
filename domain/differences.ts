import type { Form, SubmittedReport } from './form.ts';

/** Something that is in one of two contents only, or is another in each. */
export type Change = 'added' | 'removed' | 'changed';

/** A field in which two reports differ: `sections.I`, `tasks.II.1.a`, `indicators.2.1`, `files.<sha256>`. */
export interface Difference {
  field: string;
  change: Change;
}

/**
 * Where a report differs from an earlier one, field by field; empty when both say the same. Spaces around a text, line
 * ends, the composition of letters and the order of keys are no difference; a blank text is none. The sentence that
 * explains a figure belongs to the figure.
 */
export function differencesOf(before: SubmittedReport, now: SubmittedReport): readonly Difference[] {
  const [was, is] = [fieldsOf(before), fieldsOf(now)];
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((field) => {
    const [old, fresh] = [was.get(field), is.get(field)];
    if (old === fresh) return [];
    return [{ field, change: old === undefined ? 'added' : fresh === undefined ? 'removed' : 'changed' }];
  });
}

/** A text as it is compared: what an editor changes by itself is left out. */
export const comparable = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n').trim();

function fieldsOf({ sections, tasks, indicators = {}, explanations = {}, attachments }: SubmittedReport) {
  const texts = Object.entries(sections).map(([code, text]) => [`sections.${code}`, comparable(text)] as const);
  return new Map<string, string>([
    ...texts.filter(([, text]) => text),
    ...Object.entries(tasks).map(
      ([code, { state, percent, result }]) =>
        [`tasks.${code}`, JSON.stringify([state, percent, comparable(result)])] as const,
    ),
    ...Object.entries(indicators).map(([code, { value, estimated = false }]) => {
      const field = `indicators.${code}`;
      const given = typeof value === 'string' ? comparable(value) : value;
      return [field, JSON.stringify([given, estimated, comparable(explanations[field] ?? '')])] as const;
    }),
    ...attachments.map(({ name, sha256 }) => [`files.${sha256}`, name] as const),
  ]);
}

/** The part of a report to which a field belongs: `sections.II` for a task's result, `files`, or `general`. */
export function partOf(field: string, form: Pick<Form, 'sections'>): string {
  const [, kind = '', code = ''] =
    /^(?:explanations\.)?(sections|tasks|indicators|files)(?:\.(.+))?$/.exec(field) ?? [];
  if (kind === 'files') return 'files';
  const section = form.sections.find(
    (each) =>
      (kind === 'sections' && each.code === code) ||
      (kind === 'tasks' && each.kind === 'tasks') ||
      (kind === 'indicators' && (each.indicators ?? []).some((indicator) => indicator.code === code)),
  );
  return section ? `sections.${section.code}` : 'general';
}

/** The parts of a form in which two reports differ. */
export const changedParts = (
  form: Pick<Form, 'sections'>,
  before: SubmittedReport,
  now: SubmittedReport,
): ReadonlySet<string> => new Set(differencesOf(before, now).map(({ field }) => partOf(field, form)));

/** Every place of a form that can be spoken of: as a whole, its parts, the plan's tasks, the figures, the files. */
export const placesOf = (form: Pick<Form, 'sections'>, tasks: readonly string[]): readonly string[] => [
  'general',
  ...form.sections.flatMap((section) => [
    `sections.${section.code}`,
    ...(section.kind === 'tasks' ? tasks.map((code) => `tasks.${code}`) : []),
    ...(section.indicators ?? []).map(({ code }) => `indicators.${code}`),
  ]),
  'files',
];

/** The parts of a form that pass or do not: its sections, and the files. */
export const partsOf = (form: Pick<Form, 'sections'>): readonly string[] => [
  ...form.sections.map(({ code }) => `sections.${code}`),
  'files',
];
