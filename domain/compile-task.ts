import type { CompilationFacts, CompilationSource, CompiledTask } from './compilation.ts';
import type { PlaceWords } from './compile-places.ts';
import type { PlanTask } from './plan.ts';

/** A task of the compiled report: how far those that report on it are, their words, and the obstacles raised about it. */
export function compileTask(
  { code, title, lead, support }: PlanTask,
  { results, supporting }: PlaceWords,
  { counted, obstacles }: { counted: readonly CompilationSource[] } & Pick<CompilationFacts, 'obstacles'>,
): CompiledTask {
  const told = counted
    .flatMap((source) => source.content.tasks[code] ?? [])
    .filter((task) => task.state !== 'not_applicable');
  const count = (state: string) => told.filter((task) => task.state === state).length;
  const percents = told.map((task) => task.percent);
  const raised = obstacles.filter(({ task }) => task === code);
  return {
    ...{ code, title, lead, support, results, supporting },
    done: count('done'),
    underWay: count('under_way'),
    notStarted: count('not_started'),
    meanPercent: percents.length ? percents.reduce((sum, each) => sum + each, 0) / percents.length : undefined,
    ...(raised.length > 0 && { obstacles: raised }),
  };
}
