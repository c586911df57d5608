import type { CompilationSource } from './compilation.ts';
import { hasWords } from './paragraph-key.ts';
import type { PlanTask, ProvincialPlan } from './plan.ts';
import { roleIn } from './task-role.ts';
import type { TaskRole } from './task-role.ts';

/** A place (chỗ) of the compiled report that agencies write: `I`, `II.1.a`, `V`. */
export interface ReportPlace {
  place: string;
  title: string;
  /** The task and its group, where the place is a task. */
  task?: PlanTask;
  group?: string;
}

/** What an agency wrote at a place. */
export interface PlaceSource {
  agency: string;
  name: string;
  /** Of the version that it stands in; a version never changes, so it names the words too. */
  receipt: string;
  /** In a place that is no task everybody leads. */
  role: TaskRole;
  text: string;
}

/** The places of a plan's compiled report in the order of its outline: I, every task by its group, III, IV, V. */
export function reportPlaces({ groups, tasks }: Pick<ProvincialPlan, 'groups' | 'tasks'>): readonly ReportPlace[] {
  const results = groups.flatMap((group) =>
    tasks
      .filter((task) => task.group === group.code)
      .map((task) => ({ place: task.code, title: task.title, task, group: group.code })),
  );
  const [situation, ...others] = sections;
  return [situation, ...results, ...others];
}

/** The sections that agencies tell in words, as the compiled report calls them. Source: NĐ 09/2019 Đ.8.7. */
const sections = [
  { place: 'I', title: 'Công tác chỉ đạo, điều hành' },
  { place: 'III', title: 'Tồn tại, hạn chế và nguyên nhân' },
  { place: 'IV', title: 'Phương hướng, nhiệm vụ' },
  { place: 'V', title: 'Đề xuất, kiến nghị' },
] as const satisfies readonly ReportPlace[];

/** What the agencies wrote at a place, in the order of the sources; those that wrote nothing there are left out. */
export function sourcesAt(
  { place, task }: Pick<ReportPlace, 'place' | 'task'>,
  sources: readonly CompilationSource[],
): readonly PlaceSource[] {
  return sources.flatMap((source) => {
    const { agency, name, receipt, content } = source;
    const text = (task ? content.tasks[place]?.result : content.sections[place]) ?? '';
    return hasWords(text) ? [{ agency, name, receipt, role: task ? roleIn(task, source) : 'lead', text }] : [];
  });
}
