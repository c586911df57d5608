import { addWorkingDays } from '../domain/calendar.ts';
import type { DecidedExtension, OfficialFacts } from '../domain/official/facts.ts';
import type { LetterLine } from '../domain/official/kinds.ts';
import { dueOf } from '../domain/obligation.ts';
import type { CycleId } from '../domain/matter.ts';
import type { MissingAgency } from '../domain/letter.ts';
import { receiversOf } from '../domain/receivers.ts';
import { dayWords } from '../domain/words.ts';
import { dayOf } from '../domain/zone.ts';
import type { Db } from '../store/connection.ts';
import { getForm, getPlan, readCycleRules } from '../store/cycles.ts';
import { getObligation, listObligations } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { listReports } from '../store/submissions.ts';
import { readStanding } from './list-missing.ts';

export interface AsOf {
  at: Temporal.Instant;
  /** The last day that the letter gave already; the next working day for a new one. */
  lastDay?: Temporal.PlainDate | undefined;
  ordinal?: number | undefined;
  /** The decided request that the letter is about. */
  extension?: string | undefined;
  /** The caller has a list of its own: none is read. */
  withoutList?: boolean;
  /** The cycle's, where the caller has just read them. */
  obligations?: readonly OwedReport[] | undefined;
}

/** Reads what letters of a cycle are written from, as of an instant. Refuses: `cycle.not_found`. */
export async function readOfficialFacts(db: Db, cycle: CycleId, asOf: AsOf): Promise<OfficialFacts> {
  const { at } = asOf;
  const facts = await readCycleRules(db, cycle);
  const plan = await getPlan(db, facts.regime.plan);
  const { total, reported, late, excused, missing } = await readStanding(db, cycle, at, asOf.obligations);
  const issued = await listIssued(db, cycle);
  return {
    plan: { number: plan.number, shortTitle: plan.shortTitle },
    term: facts.cycle.words,
    form: (await getForm(db, facts.cycle.form)).title,
    due: facts.cycle.due,
    periodFrom: facts.cycle.periodFrom,
    periodTo: facts.cycle.periodTo,
    sendUp: facts.cycle.sendUp,
    receivers: receiversOf(facts.regime),
    asOf: at,
    figures: { total, reported, late, excused },
    list: asOf.withoutList ? [] : await linesOf(db, cycle, missing),
    lastDay: asOf.lastDay ?? addWorkingDays(dayOf(at), 1, facts.calendar),
    issued,
    ordinal: asOf.ordinal ?? 1,
    ...(asOf.extension && { extension: await readDecided(db, asOf.extension) }),
  };
}

/** The letters of a cycle that were issued and not voided, the oldest first. */
async function listIssued(db: Db, cycle: CycleId): Promise<OfficialFacts['issued']> {
  const rows = await db
    .selectFrom('letter')
    .select(['kind', 'number', 'issued_on'])
    .where('cycle_id', '=', cycle)
    .where('number', 'is not', null)
    .where('voided_at', 'is', null)
    .orderBy('issued_at')
    .execute();
  return rows.flatMap(({ kind, number, issued_on }) =>
    number && issued_on ? [{ kind, number, issuedOn: issued_on }] : [],
  );
}

/** The list: who has not reported, with the dates that each had and an earlier version that was returned. */
async function linesOf(db: Db, cycle: CycleId, missing: readonly MissingAgency[]): Promise<LetterLine[]> {
  if (missing.length === 0) return [];
  const owed = new Map((await listObligations(db, cycle)).map((each) => [each.agencyName, each]));
  const reports = await listReports(db, cycle);
  return missing.map((each) => {
    const report = owed.get(each.agency);
    const last = report && reports.get(report.id)?.at(-1);
    return {
      ...lineOf(each, report),
      ...(last && { sentOn: dayWords(dayOf(last.received_at)) }),
      ...(last?.document_number && { document: last.document_number }),
    };
  });
}

const lineOf = (
  { agency, due, extended, returned, urged }: MissingAgency,
  report: OwedReport | undefined,
): LetterLine => ({
  agency,
  due: dayWords(due) + (extended ? ' (đã gia hạn)' : ''),
  state: returned ? 'Trả lại, chưa bổ sung' : 'Chưa gửi',
  urged,
  ...(report && { code: report.agency }),
  ...(report?.extendedDue && { extended: dayWords(report.extendedDue) }),
});

async function readDecided(db: Db, id: string): Promise<DecidedExtension | undefined> {
  const row = await db.selectFrom('extension').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const owed = await getObligation(db, row.obligation_id);
  return {
    agency: owed.agencyName,
    requestedOn: dayOf(row.requested_at),
    asked: row.until,
    granted: row.granted_until ?? undefined,
    due: dueOf(owed).due,
    words: row.decision_words ?? '',
  };
}
