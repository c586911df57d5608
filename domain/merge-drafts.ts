import type { IndicatorAnswer, ReportContent, TaskResult } from './form.ts';
import { mergeText } from './merge-text.ts';

/** What stands in one field of a report. */
export type FieldValue = string | number | IndicatorAnswer;

/**
 * A report by its fields: `sections.I`, `tasks.II.1.a.state` (percent, result), `indicators.2.1`,
 * `explanations.indicators.2.1`. The paths are the names of the room's fields; an empty field is absent.
 */
export type Fields = ReadonlyMap<string, FieldValue>;

/** A field that both sides changed, each in its own way. */
export interface Conflict {
  field: string;
  mine: FieldValue | undefined;
  theirs: FieldValue | undefined;
}

export interface MergedDraft {
  /** What may be saved at once: every change of either side; in a conflict what is saved already, theirs. */
  content: ReportContent;
  conflicts: readonly Conflict[];
}

/** What a person chooses in a conflict: their own, the other one, or one after the other. */
export type Choice = 'mine' | 'theirs' | 'both';

/**
 * Merges two drafts that began as one. A field that one side changed is taken from that side, one that both changed alike
 * stands, a text of which they changed different paragraphs has both changes; what else both changed differently is a
 * conflict and keeps both. In: `base`, what both began with (an empty report when nobody knows: then nothing is taken for
 * deleted), `mine`, and `theirs`, which is saved.
 */
export function mergeDrafts(base: ReportContent, mine: ReportContent, theirs: ReportContent): MergedDraft {
  const [was, my, their] = [fieldsOf(base), fieldsOf(mine), fieldsOf(theirs)];
  const merged = new Map<string, FieldValue>();
  const conflicts: Conflict[] = [];
  for (const field of new Set([...their.keys(), ...my.keys()])) {
    const value = { mine: my.get(field), theirs: their.get(field) };
    const [isMine, isTheirs] = [changed(was, my, field), changed(was, their, field)];
    const taken = isMine && !isTheirs ? value.mine : value.theirs;
    const isTorn = isMine && isTheirs && !sameValue(value.mine, value.theirs);
    const together = isTorn ? textOfBoth(was.get(field), value) : undefined;
    if (isTorn && together === undefined) conflicts.push({ field, ...value });
    const kept = together ?? taken;
    if (kept !== undefined) merged.set(field, kept);
  }
  return { content: reportOf(merged, carriedIn(merged, base, mine, theirs)), conflicts };
}

/** Of texts that both sides know the beginning of, changes in different paragraphs stand together. */
function textOfBoth(was: FieldValue | undefined, { mine, theirs }: Omit<Conflict, 'field'>): string | undefined {
  if (typeof was !== 'string' || typeof mine !== 'string' || typeof theirs !== 'string') return undefined;
  return mergeText(was, mine, theirs);
}

const changed = (was: Fields, now: Fields, field: string): boolean => !sameValue(was.get(field), now.get(field));

/** A mark of last year's stays when neither side took it off, as long as the field reads as on a side that has the mark. */
function carriedIn(merged: Fields, base: ReportContent, mine: ReportContent, theirs: ReportContent): string[] {
  const [was, my, their]: [Marks, Marks, Marks] = [
    new Set(base.carried),
    new Set(mine.carried),
    new Set(theirs.carried),
  ];
  const reads = (path: string, content: ReportContent) => sameUnder(path, merged, fieldsOf(content));
  return [...new Set([...their, ...my])].filter((path) => {
    const [isMine, isTheirs] = [my.has(path), their.has(path)];
    const kept = isMine === isTheirs ? isMine : !was.has(path);
    return kept && ((isMine && reads(path, mine)) || (isTheirs && reads(path, theirs)));
  });
}

type Marks = ReadonlySet<string>;

/** Whether all that belongs to a path reads the same: `tasks.II.1.a` has three fields. */
export const sameUnder = (path: string, one: Fields, other: Fields): boolean =>
  fieldsUnder(path).every((field) => sameValue(one.get(field), other.get(field)));

/** The fields of what is carried over as one. */
export const fieldsUnder = (path: string): readonly string[] =>
  path.startsWith('tasks.') ? taskParts.map((part) => `${path}.${part}`) : [path];

/** Whether two fields read the same. */
export function sameValue(one: FieldValue | undefined, other: FieldValue | undefined): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  return one.value === other.value && Boolean(one.estimated) === Boolean(other.estimated);
}

/** Whether two reports read the same, marks of last year's included. */
export function sameReport(one: ReportContent, other: ReportContent): boolean {
  const [these, those] = [fieldsOf(one), fieldsOf(other)];
  const marks = [new Set(one.carried), new Set(other.carried)] as const;
  return (
    [...new Set([...these.keys(), ...those.keys()])].every((path) => sameValue(these.get(path), those.get(path))) &&
    [...marks[0], ...marks[1]].every((place) => marks[0].has(place) && marks[1].has(place))
  );
}

/** The fields, some of them as others have them. */
export function withFields(fields: Fields, from: Fields, paths: Iterable<string>): Map<string, FieldValue> {
  const mixed = new Map(fields);
  for (const path of paths) {
    const value = from.get(path);
    if (value === undefined) mixed.delete(path);
    else mixed.set(path, value);
  }
  return mixed;
}

/** A report by its fields. */
export function fieldsOf({
  sections,
  tasks,
  indicators = {},
  explanations = {},
}: ReportContent): Map<string, FieldValue> {
  const fields = new Map<string, FieldValue>();
  const put = (path: string, value: FieldValue) => (value === '' ? fields : fields.set(path, value));
  for (const [code, text] of Object.entries(sections)) put(`sections.${code}`, text);
  for (const [code, task] of Object.entries(tasks)) {
    for (const part of taskParts) put(`tasks.${code}.${part}`, task[part]);
  }
  for (const [code, answer] of Object.entries(indicators)) if (answer.value !== '') put(`indicators.${code}`, answer);
  for (const [path, text] of Object.entries(explanations)) put(`explanations.${path}`, text);
  return fields;
}

const taskParts = ['state', 'percent', 'result'] as const;

/** The report of such fields; a task of which only words are left counts as under way. */
export function reportOf(fields: Fields, carried: readonly string[] = []): ReportContent {
  const content = {
    ...{ sections: {} as ReportContent['sections'], tasks: {} as ReportContent['tasks'] },
    ...{ indicators: {} as Record<string, IndicatorAnswer>, explanations: {} as Record<string, string> },
  };
  for (const [field, value] of fields) {
    const [, kind = '', rest = ''] = /^(\w+)\.(.+)$/s.exec(field) ?? [];
    const [, code = '', part = ''] = /^(.+)\.(state|percent|result)$/s.exec(rest) ?? [];
    if (kind === 'sections') content.sections[rest] = textOf(value);
    if (kind === 'explanations') content.explanations[rest] = textOf(value);
    if (kind === 'indicators' && typeof value === 'object') content.indicators[rest] = value;
    if (kind === 'tasks') content.tasks[code] = { ...(content.tasks[code] ?? untold), [part]: value };
  }
  const { indicators, explanations, ...words } = content;
  return {
    ...words,
    ...(Object.keys(indicators).length > 0 && { indicators }),
    ...(Object.keys(explanations).length > 0 && { explanations }),
    ...(carried.length > 0 && { carried: [...carried] }),
  };
}

const untold: TaskResult = { state: 'under_way', percent: 0, result: '' };

/** Whether two texts of a field can stand one after the other. */
export const isText = (field: string): boolean => /^(sections|explanations)\.|^tasks\..+\.result$/.test(field);

/** Both texts, mine first; one that stands in the other is not repeated. */
export function both(mine: FieldValue | undefined, theirs: FieldValue | undefined): string {
  const [one, other] = [textOf(mine), textOf(theirs)];
  if (one.includes(other)) return one;
  return other.includes(one) ? other : `${one}\n${other}`;
}

/** The words of a field; none where it holds no text. */
export const textOf = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '');
