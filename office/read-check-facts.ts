import type { CheckFacts } from '../domain/check-report.ts';
import { getAgency } from '../store/agencies.ts';
import type { Db } from '../store/connection.ts';
import { getForm, listTaskCodes } from '../store/cycles.ts';
import type { Cycle } from '../store/cycles.ts';
import type { OwedReport } from '../store/obligations.ts';
import { readLastYear } from './read-last-year.ts';

/** What a report is checked against: its cycle's form, the plan's tasks, what its agency reported a year before. */
export async function readCheckFacts(db: Db, owed: OwedReport, form: Cycle['form']): Promise<CheckFacts> {
  const { kind } = await getAgency(db, owed.agency);
  const [given, tasks] = [await getForm(db, form), await listTaskCodes(db, owed.regime)];
  return { form: given, tasks, kind, lastYear: await readLastYear(db, owed) };
}
