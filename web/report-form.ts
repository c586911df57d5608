import { Value } from 'typebox/value';
import { ReportBody } from '../api/bodies/report.ts';
import { stillCarried } from '../domain/carry-over.ts';
import type { CarryFacts } from '../domain/carry-over.ts';
import { figureText, readFigure } from '../domain/figure-text.ts';
import { indicatorsOf } from '../domain/form.ts';
import type { Indicator, IndicatorAnswer, ReportContent, TaskState } from '../domain/form.ts';
import { fieldsOf, reportOf } from '../domain/merge-drafts.ts';
import type { FieldValue } from '../domain/merge-drafts.ts';
import type { Problem } from '../domain/refusal.ts';
import type { Typed } from './forms.ts';
import { taskWords } from './words.ts';

/** A report as typed, and what cannot be stored of it. */
export interface TypedReport {
  content: ReportContent;
  problems: readonly Problem[];
}

/**
 * Reads a report out of the room's form, whose fields bear the paths of the report's: `sections.I`, `tasks.II.1.a.result`,
 * `indicators.2.1` with `estimated.2.1`, `explanations.indicators.2.1`. What the page does not show stays as in `base`. A task
 * of which something was typed without a state counts as under way, and a figure that cannot be read is kept as it was
 * typed, so that nothing typed falls away.
 */
export function reportFrom(typed: Typed, facts: CarryFacts, base: ReportContent): TypedReport {
  const problems: Problem[] = [];
  const fields = new Map([...fieldsOf(base)].filter(([path]) => !Object.hasOwn(typed, path)));
  const put = (path: string, value: FieldValue | undefined) =>
    value === undefined || value === '' ? fields.delete(path) : fields.set(path, value);
  for (const { kind, code } of facts.form.sections) {
    const path = `sections.${code}`;
    if (kind === 'narrative' && Object.hasOwn(typed, path)) put(path, lines(typed[path]));
  }
  for (const { code } of facts.tasks) putTask(code, typed, put, problems);
  for (const indicator of indicatorsOf(facts.form)) {
    const path = `indicators.${indicator.code}`;
    if (Object.hasOwn(typed, path) && !indicator.formula) put(path, answerOf(indicator, typed));
    const told = `explanations.${path}`;
    if (Object.hasOwn(typed, told)) put(told, lines(typed[told]));
  }
  const content = reportOf(fields);
  const carried = stillCarried(content, facts, marksIn(typed, base));
  return { content: { ...content, ...(carried.length > 0 && { carried }) }, problems };
}

function putTask(
  code: string,
  typed: Typed,
  put: (path: string, value: FieldValue | undefined) => unknown,
  problems: Problem[],
): void {
  const path = `tasks.${code}`;
  if (!['state', 'percent', 'result'].some((part) => Object.hasOwn(typed, `${path}.${part}`))) return;
  const [state = '', percent = '', result = ''] = ['state', 'percent', 'result'].map((part) =>
    (typed[`${path}.${part}`] ?? '').trim(),
  );
  const told = Boolean(state || percent || result);
  const value = percent ? Number(percent.replace(',', '.')) : state === 'done' ? 100 : 0;
  const fits = value >= 0 && value <= 100;
  if (!fits) problems.push({ field: `${path}.percent`, message: `Nhiệm vụ ${code}: tỷ lệ là một số từ 0 đến 100.` });
  const known: TaskState = Object.hasOwn(taskWords, state) ? (state as TaskState) : 'under_way';
  put(`${path}.state`, told ? known : undefined);
  put(`${path}.percent`, told ? (fits ? value : 0) : undefined);
  put(`${path}.result`, lines(result));
}

function answerOf({ code, type }: Indicator, typed: Typed): IndicatorAnswer | undefined {
  const text = lines(typed[`indicators.${code}`]);
  if (!text) return undefined;
  const estimated = Boolean(typed[`estimated.${code}`]) && { estimated: true };
  if (type === 'yes_no') return { value: text === 'yes' ? true : text === 'no' ? false : text };
  if (type === 'text') return { value: text, ...estimated };
  const read = readFigure(text);
  return { value: 'value' in read ? read.value : text, ...estimated };
}

/** The marks of last year's as the form brings them; without the form's own word, those of the draft. */
const marksIn = (typed: Typed, { carried = [] }: ReportContent): readonly string[] =>
  Object.hasOwn(typed, 'carried') ? (typed['carried'] ?? '').split(' ').filter(Boolean) : carried;

/** Browsers send line ends as CRLF; a text is the same however it came. */
export const lines = (text: string | undefined): string => (text ?? '').replace(/\r\n?/g, '\n').trim();

/** A report as it stands in the room's fields: the other way of `reportFrom`. */
export function typedFrom(content: ReportContent): Typed {
  const texts = [...fieldsOf(content)].map(([path, value]): [string, string] => [path, fieldText(value)]);
  const estimated = Object.entries(content.indicators ?? {}).filter(([, answer]) => answer.estimated);
  return Object.fromEntries([...texts, ...estimated.map(([code]) => [`estimated.${code}`, 'on'])]);
}

/** What stands in a field. */
export function fieldText(value: FieldValue | undefined): string {
  const plain = typeof value === 'object' ? value.value : value;
  if (typeof plain === 'number') return typeof value === 'object' ? figureText(plain) : String(plain);
  if (typeof plain === 'boolean') return plain ? 'yes' : 'no';
  return plain ?? '';
}

/** A report that a hidden field brings back; undefined when it is none. */
export function reportIn(text: string | undefined): ReportContent | undefined {
  try {
    const content: unknown = JSON.parse(text ?? '');
    return Value.Check(ReportBody, content) ? content : undefined;
  } catch {
    return undefined;
  }
}
