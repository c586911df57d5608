import type { AgencyKind } from '../domain/agency.ts';
import type { Obligation } from '../domain/obligation.ts';
import { termIn } from '../domain/term.ts';
import type { Term } from '../domain/term.ts';
import { Refusal } from '../domain/refusal.ts';
import { anyOfIds } from './any-of.ts';
import type { Db, Tx } from './connection.ts';

/** An obligation as verbs need it: its duty, and what is asked of its cycle when it is acted upon. */
export interface OwedReport extends Obligation {
  agencyName: string;
  agencyKind: AgencyKind;
  linkVersion: number;
  /** Why the agency need not report, when it was excused. */
  excuseReason: string | undefined;
  regime: string;
  term: Term;
  /** The version of the form that its cycle opened with. */
  form: { id: string; version: number };
  closedAt: Temporal.Instant | undefined;
  sendUp: Temporal.PlainDate;
  extensionLimit: Temporal.PlainDate;
}

/** The obligation, its row locked until the transaction ends. Refuses: `obligation.not_found`. */
export async function lockObligation(tx: Tx, id: string): Promise<OwedReport> {
  // One statement: who waits for the lock gets the row as it was left. Of the cycle only its closing ever changes.
  const row = await owed(tx).where('obligation.id', '=', id).forUpdate('obligation').executeTakeFirst();
  if (!row) throw new Refusal('obligation.not_found');
  return reportOf(row);
}

/** Locks the obligations of every open cycle, in one order, until the transaction ends. */
export async function lockOpenObligations(tx: Tx): Promise<void> {
  await tx
    .selectFrom('obligation')
    .innerJoin('cycle', 'cycle.id', 'obligation.cycle_id')
    .select('obligation.id')
    .where('cycle.closed_at', 'is', null)
    .orderBy('obligation.id')
    .forUpdate('obligation')
    .execute();
}

/** The obligation. Refuses: `obligation.not_found`. */
export async function getObligation(db: Db, id: string): Promise<OwedReport> {
  const row = await owed(db).where('obligation.id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('obligation.not_found');
  return reportOf(row);
}

/** The obligations of the given ids. */
export async function listObligationsOf(db: Db, ids: readonly string[]): Promise<OwedReport[]> {
  if (ids.length === 0) return [];
  const rows = await owed(db).where(anyOfIds('obligation.id', ids)).execute();
  return rows.map(reportOf);
}

/** The obligation of an agency in a cycle. Refuses: `obligation.not_found`. */
export async function getObligationOf(db: Db, cycle: string, agency: string): Promise<OwedReport> {
  const row = await owed(db).where('cycle_id', '=', cycle).where('agency_code', '=', agency).executeTakeFirst();
  if (!row) throw new Refusal('obligation.not_found');
  return reportOf(row);
}

/** The obligations of a cycle, in the order of the agencies' list. */
export async function listObligations(db: Db, cycle: string): Promise<OwedReport[]> {
  const rows = await owed(db).where('cycle_id', '=', cycle).orderBy('obligation.position').execute();
  return rows.map(reportOf);
}

const owed = (db: Db) =>
  db
    .selectFrom('obligation')
    .innerJoin('agency', 'agency.code', 'obligation.agency_code')
    .innerJoin('cycle', 'cycle.id', 'obligation.cycle_id')
    .select([
      'obligation.id',
      'obligation.cycle_id',
      'obligation.agency_code',
      'obligation.state',
      'obligation.state_at',
      'obligation.due',
      'obligation.extended_due',
      'obligation.correction_due',
      'obligation.due_since',
      'obligation.moved_at',
      'obligation.revision',
      'obligation.link_version',
      'obligation.excuse_reason',
      'agency.name as agency_name',
      'agency.kind as agency_kind',
      'cycle.regime_id',
      'cycle.form_id',
      'cycle.form_version',
      'cycle.year',
      'cycle.part',
      'cycle.closed_at',
      'cycle.send_up',
      'cycle.extension_limit',
    ]);

type OwedRow = Awaited<ReturnType<ReturnType<typeof owed>['executeTakeFirstOrThrow']>>;

const reportOf = (row: OwedRow): OwedReport => ({
  id: row.id,
  cycle: row.cycle_id,
  agency: row.agency_code,
  agencyName: row.agency_name,
  agencyKind: row.agency_kind,
  state: row.state,
  stateAt: row.state_at,
  due: row.due,
  extendedDue: row.extended_due ?? undefined,
  correctionDue: row.correction_due ?? undefined,
  dueSince: row.due_since,
  movedAt: row.moved_at ?? undefined,
  revision: row.revision,
  linkVersion: row.link_version,
  excuseReason: row.excuse_reason ?? undefined,
  regime: row.regime_id,
  term: termIn(row),
  form: { id: row.form_id, version: row.form_version },
  closedAt: row.closed_at ?? undefined,
  sendUp: row.send_up,
  extensionLimit: row.extension_limit,
});
