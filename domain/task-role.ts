import type { AgencyKind } from './agency.ts';
import { groupName } from './form.ts';
import type { PlanTask } from './plan.ts';

export type TaskRole = 'lead' | 'support';

/** Whose part in a task is asked for: an agency with those that it answers for. */
export interface RoleHolder {
  agency: string;
  /** Absent in reports of before: only its codes count. */
  kind?: AgencyKind;
  /** The codes of the agencies merged into it, its own included; absent: its own alone. */
  answersFor?: readonly string[];
}

/**
 * An agency's part in a task: Sở KH&CN leads II.1.b, all others support it. What the plan says of the agency itself counts
 * before what it says of all of its kind; whoever it does not name supports a task that has a leader, and of a task without
 * one everybody is a leader.
 * Source: the plan's II, "chủ trì" and "phối hợp"; the rest is the policy of decision 8.
 */
export function roleIn(task: Pick<PlanTask, 'lead' | 'support'>, holder: RoleHolder): TaskRole {
  const { agency, kind, answersFor = [agency] } = holder;
  if (task.lead.length === 0) return 'lead';
  const isNamed = (names: readonly string[]) => names.some((name) => answersFor.includes(name));
  if (isNamed(task.lead)) return 'lead';
  if (isNamed(task.support) || !kind) return 'support';
  return task.lead.includes(groupName(kind)) ? 'lead' : 'support';
}
