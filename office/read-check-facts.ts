import type { CheckFacts } from '../domain/check-report.ts';
import type { Db } from '../store/connection.ts';
import { getForm } from '../store/cycles.ts';
import type { IntakeLook } from '../store/intake.ts';
import type { OwedReport } from '../store/obligations.ts';
import { readLastYear } from './read-last-year.ts';

/** What a report is checked against: its cycle's form, the plan's tasks, what its agency reported a year before. */
export async function readCheckFacts(
  db: Db,
  owed: OwedReport,
  { tasks, yearBefore }: Pick<IntakeLook, 'tasks' | 'yearBefore'>,
): Promise<CheckFacts> {
  const lastYear = yearBefore ? await readLastYear(db, owed) : undefined;
  return { form: await getForm(db, owed.form), tasks, kind: owed.agencyKind, lastYear };
}
