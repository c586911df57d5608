import { sql } from 'kysely';
import { cycleId } from '../domain/matter.ts';
import type { Db } from './connection.ts';
import { taskCodesOf } from './cycles.ts';
import { json } from './json.ts';
import type { OwedReport } from './obligations.ts';

/** What a report may have to reckon with; of nearly every one there is nothing of it. */
export interface IntakeLook {
  /** Earlier versions of it. */
  versions: boolean;
  /** Files beside it. */
  files: boolean;
  /** Rules that its agency has switched on. */
  rules: boolean;
  /** A request for an extension that is not decided. */
  extension: boolean;
  /** A letter or list for superiors that names its agency. */
  namedUpward: boolean;
  /** A cycle of the same term a year before. */
  yearBefore: boolean;
  /** The codes of the tasks of its regime's plan. */
  tasks: readonly string[];
}

/**
 * Sees in one statement what else there is to be read for a report: in a deadline hour most of what a submission costs
 * is going to the database and back. In: the obligation, locked before, so that what is seen stays.
 */
export async function lookAtIntake(
  db: Db,
  { id, agency, cycle, agencyName, regime, term }: OwedReport,
): Promise<IntakeLook> {
  const before = cycleId(regime, { ...term, year: term.year - 1 });
  const { rows } = await sql<IntakeLook>`select
      exists (select 1 from submission where obligation_id = ${id}) as "versions",
      exists (select 1 from attachment where obligation_id = ${id} and withdrawn_at is null) as "files",
      exists (select 1 from room_rule where agency_code = ${agency} and off_at is null) as "rules",
      exists (select 1 from extension where obligation_id = ${id} and decision is null) as "extension",
      ${namedUpward(cycle, agencyName)} as "namedUpward",
      exists (select 1 from cycle where id = ${before}) as "yearBefore",
      array(${taskCodesOf(db, regime)}) as "tasks"`.execute(db);
  const [look] = rows;
  if (!look) throw new Error('a select without a table answered no row');
  return look;
}

/** Whether a letter or a list for superiors names an agency as one that is late. */
export function namedUpward(cycle: string, agencyName: string) {
  const agency = json([{ agency: agencyName }]);
  return sql<boolean>`(exists (select 1 from letter where cycle_id = ${cycle} and content -> 'list' @> ${agency})
    or exists (select 1 from notification where cycle_id = ${cycle}
      and kind in ('missing-list', 'escalation-drafted') and letter -> 'missing' @> ${agency}))`;
}
