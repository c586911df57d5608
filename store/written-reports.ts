import type { Db } from './connection.ts';

/** What is compiled when a run starts now: each agency's newest version that is not returned, in the order of their list. */
export async function listUsableReports(db: Db, cycle: string) {
  const rows = await reports(db)
    .distinctOn(['obligation.position', 'obligation.id'])
    .where('obligation.cycle_id', '=', cycle)
    .where('obligation.state', 'in', ['submitted', 'accepted'])
    .orderBy('obligation.position')
    .orderBy('obligation.id')
    .orderBy('submission.version', 'desc')
    .execute();
  return rows;
}

/** The versions of the given receipts among a cycle's, in the order of the agencies' list. */
export async function listReportsOf(db: Db, cycle: string, receipts: readonly string[]) {
  if (receipts.length === 0) return [];
  return reports(db)
    .where('obligation.cycle_id', '=', cycle)
    .where('submission.receipt_code', 'in', [...receipts])
    .orderBy('obligation.position')
    .execute();
}

export type WrittenReport = Awaited<ReturnType<typeof listUsableReports>>[number];

const reports = (db: Db) =>
  db
    .selectFrom('submission')
    .innerJoin('obligation', 'obligation.id', 'submission.obligation_id')
    .innerJoin('agency', 'agency.code', 'obligation.agency_code')
    .select([
      'submission.id',
      'submission.version',
      'submission.receipt_code',
      'submission.received_at',
      'submission.content',
      'agency.code as agency_code',
      'agency.name as agency_name',
    ]);
