import type { Form, ReportContent, TaskState } from '../domain/form.ts';
import type { PlanTask } from '../domain/plan.ts';
import type { Problem } from '../domain/refusal.ts';
import type { Typed } from './forms.ts';
import { taskWords } from './words.ts';

/** A report as typed, and what cannot be stored of it. */
export interface TypedReport {
  content: ReportContent;
  problems: readonly Problem[];
}

/**
 * Reads a report out of the room's form: `sections.I` holds a section, `tasks.II.1.a.result` a part of a task's result.
 * A task of which something was typed without a state counts as under way, so that nothing typed falls away.
 */
export function reportFrom(typed: Typed, form: Form, tasks: readonly PlanTask[]): TypedReport {
  const problems: Problem[] = [];
  const sections = form.sections
    .filter(({ kind }) => kind === 'narrative')
    .map(({ code }) => [code, lines(typed[`sections.${code}`])] as const)
    .filter(([, text]) => text);
  const results = tasks.flatMap(({ code }) => {
    const [state, percent, result] = ['state', 'percent', 'result'].map((part) =>
      (typed[`tasks.${code}.${part}`] ?? '').trim(),
    );
    if (!state && !percent && !result) return [];
    const value = percent ? Number(percent.replace(',', '.')) : state === 'done' ? 100 : 0;
    const fits = value >= 0 && value <= 100;
    if (!fits)
      problems.push({ field: `tasks.${code}.percent`, message: `Nhiệm vụ ${code}: tỷ lệ là một số từ 0 đến 100.` });
    const known = state && Object.hasOwn(taskWords, state) ? (state as TaskState) : 'under_way';
    return [[code, { state: known, percent: fits ? value : 0, result: lines(result) }] as const];
  });
  return { content: { sections: Object.fromEntries(sections), tasks: Object.fromEntries(results) }, problems };
}

/** Browsers send line ends as CRLF; a text is the same however it came. */
const lines = (text: string | undefined): string => (text ?? '').replace(/\r\n?/g, '\n').trim();
