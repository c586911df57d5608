import { answersFor } from '../domain/agency.ts';
import type { Form, SubmittedReport } from '../domain/form.ts';
import { cycleId } from '../domain/matter.ts';
import { listAgencies } from '../store/agencies.ts';
import type { Db } from '../store/connection.ts';
import { getCycle, getForm } from '../store/cycles.ts';
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
  { cycle, agency }: Pick<OwedReport, 'cycle' | 'agency'>,
): Promise<LastYear | undefined> {
  const { regime, term } = await getCycle(db, cycle);
  const before = cycleId(regime, { ...term, year: term.year - 1 });
  const rows = await db
    .selectFrom('submission')
    .innerJoin('obligation', 'obligation.id', 'submission.obligation_id')
    .innerJoin('cycle', 'cycle.id', 'obligation.cycle_id')
    .select([
      'obligation.agency_code',
      'submission.content',
      'submission.receipt_code',
      'cycle.form_id',
      'cycle.form_version',
    ])
    .distinctOn('obligation.agency_code')
    .where('obligation.cycle_id', '=', before)
    .where('obligation.agency_code', 'in', [...answersFor(agency, await listAgencies(db))])
    .orderBy('obligation.agency_code')
    .orderBy('submission.version', 'desc')
    .execute();
  const row = rows.find((each) => each.agency_code === agency) ?? (rows.length === 1 ? rows[0] : undefined);
  if (!row) return undefined;
  const form = await getForm(db, { id: row.form_id, version: row.form_version });
  return { form, content: row.content, code: row.receipt_code, year: term.year - 1 };
}
