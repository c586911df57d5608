import type { CompilationFacts, CompilationSource } from '../../domain/compilation.ts';
import type { TaskState } from '../../domain/form.ts';
import type { PlanTask } from '../../domain/plan.ts';
import { givenAgency } from '../documents/given-report.ts';

/** A plan's task: led by agency A1 unless said otherwise. */
export const givenPlanTask = (code: string, roles: Partial<Pick<PlanTask, 'lead' | 'support'>> = {}): PlanTask => ({
  ...{ code, group: code.slice(0, 4), title: `Nhiệm vụ ${code}`, text: '' },
  ...{ lead: ['A1'], support: [], ...roles },
});

/** A source of the agency A1, A2, …: words by place, a task's code or a section's. */
export function givenSource(
  ordinal: number,
  words: Record<string, string>,
  facts: { version?: number; state?: TaskState } = {},
): CompilationSource {
  const { version = 1, state = 'under_way' } = facts;
  const entries = Object.entries(words);
  const tasks = entries
    .filter(([place]) => place.includes('.'))
    .map(([place, result]) => [place, { state, percent: 50, result }]);
  return {
    agency: `A${ordinal}`,
    name: `UBND xã Thứ ${ordinal}`,
    receipt: `A${ordinal}-2026-${version}-7K3FQ0`,
    content: {
      sections: Object.fromEntries(entries.filter(([place]) => !place.includes('.'))),
      tasks: Object.fromEntries(tasks),
    },
  };
}

/** The facts of a run over the sources: one group of tasks, five agencies in the appendix. */
export function givenFacts(
  sources: readonly CompilationSource[],
  { tasks = [givenPlanTask('II.1.a')], ...facts }: Partial<CompilationFacts> & { tasks?: readonly PlanTask[] } = {},
): CompilationFacts {
  return {
    plan: {
      ...{ id: 'kl69', number: '105/KH-UBND', title: 'Kế hoạch', shortTitle: 'Kế hoạch' },
      ...{ groups: [{ code: 'II.1', title: 'Tăng cường lãnh đạo' }], tasks },
    },
    ...{ year: 2026, number: 1, final: false, due: Temporal.PlainDate.from('2026-12-17'), obstacles: [] },
    asOf: Temporal.Instant.from('2026-12-18T01:00:00Z'),
    period: { from: Temporal.PlainDate.from('2025-12-15'), to: Temporal.PlainDate.from('2026-12-14') },
    agencies: [1, 2, 3, 4, 5].map((ordinal) => givenAgency(ordinal)),
    sources,
    ...facts,
  };
}
