/** One of the plan's atomic tasks. Lead and support are agency codes, or `departments` / `localities` for all of a kind. */
export interface PlanTask {
  code: string;
  group: string;
  title: string;
  text: string;
  lead: readonly string[];
  support: readonly string[];
}

export interface PlanGroup {
  code: string;
  title: string;
}

/** The plan whose results are reported: Kế hoạch thực hiện Kết luận 69. */
export interface ProvincialPlan {
  id: string;
  number: string;
  title: string;
  shortTitle: string;
  groups: readonly PlanGroup[];
  tasks: readonly PlanTask[];
}
