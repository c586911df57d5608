import type { ReportFrame, ReportToWrite } from './map-paragraphs.ts';

/** The number of each appendix that a report has, in the order in which they follow it. */
export interface Appendices {
  agencies: number;
  /** Absent where the plan gives no tasks. */
  tasks?: number;
  /** Absent where the form asks for no indicators. */
  figures?: number;
  sources: number;
}

/** Which appendices a report has. */
export function appendicesOf({
  groups,
  indicators = [],
}: Pick<ReportFrame, 'indicators'> & Pick<ReportToWrite<unknown>, 'groups'>): Appendices {
  const tasks = groups.some((group) => group.tasks.length > 0);
  const figures = indicators.length > 0;
  return {
    agencies: 1,
    ...(tasks && { tasks: 2 }),
    ...(figures && { figures: tasks ? 3 : 2 }),
    sources: 2 + Number(tasks) + Number(figures),
  };
}
