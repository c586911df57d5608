import { answersFor } from '../domain/agency.ts';
import type { Form, SubmittedReport } from '../domain/form.ts';
import { cycleId } from '../domain/matter.ts';
import type { CycleId } from '../domain/matter.ts';
import { listAgencies } from '../store/agencies.ts';
import type { Db } from '../store/connection.ts';
import { getForm } from '../store/cycles.ts';
import type { OwedReport } from '../store/obligations.ts';

/** What an agency reported for the same term a year before. */
export interface LastYear {
  form: Form;
  content: SubmittedReport;
  /** The receipt of the version it is taken from. */
  code: string;
  year: number;
}

/**
 * The newest version of the report for the same part of the year before, by the form of its time; undefined when there is
 * none. An agency that was merged since has its predecessor's when there was one only: two reports are not one.
 */
export async function readLastYear(
  db: Db,
  { regime, term, agency }: Pick<OwedReport, 'regime' | 'term' | 'agency'>,
): Promise<LastYear | undefined> {
  const year = term.year - 1;
  const before = cycleId(regime, { ...term, year });
  const [own] = await listNewest(db, before, [agency]);
  const row = own ?? (await findOnlyPredecessor(db, before, agency));
  if (!row) return undefined;
  const form = await getForm(db, { id: row.form_id, version: row.form_version });
  return { form, content: row.content, code: row.receipt_code, year };
}

async function findOnlyPredecessor(db: Db, before: CycleId, agency: string) {
  // In a regime's first year every report comes by here.
  const cycle = await db.selectFrom('cycle').select('id').where('id', '=', before).executeTakeFirst();
  if (!cycle) return undefined;
  const rows = await listNewest(db, before, [...answersFor(agency, await listAgencies(db))]);
  return rows.length === 1 ? rows[0] : undefined;
}

const listNewest = (db: Db, cycle: CycleId, agencies: readonly string[]) =>
  db
    .selectFrom('submission')
    .innerJoin('obligation', 'obligation.id', 'submission.obligation_id')
    .innerJoin('cycle', 'cycle.id', 'obligation.cycle_id')
    .select(['submission.content', 'submission.receipt_code', 'cycle.form_id', 'cycle.form_version'])
    .distinctOn('obligation.agency_code')
    .where('obligation.cycle_id', '=', cycle)
    .where('obligation.agency_code', 'in', agencies)
    .orderBy('obligation.agency_code')
    .orderBy('submission.version', 'desc')
    .execute();
