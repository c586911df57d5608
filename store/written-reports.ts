import type { Db } from './connection.ts';

/** What is compiled when a run starts now: each agency's newest version that is not returned, in the order of their list. */
export function listUsableReports(db: Db, cycle: string) {
  return reports(db)
    .distinctOn(['obligation.position', 'obligation.id'])
    .where('obligation.cycle_id', '=', cycle)
    .where('obligation.state', 'in', ['submitted', 'accepted'])
    .orderBy('obligation.position')
    .orderBy('obligation.id')
    .orderBy('submission.version', 'desc')
    .execute();
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

/** Those of the given receipts that a cycle has, in the order of the agencies' list. */
export async function listReceipts(db: Db, cycle: string, receipts: readonly string[]) {
  if (receipts.length === 0) return [];
  return submissions(db)
    .select('submission.receipt_code')
    .where('obligation.cycle_id', '=', cycle)
    .where('submission.receipt_code', 'in', [...receipts])
    .orderBy('obligation.position')
    .execute();
}

export type WrittenReport = Awaited<ReturnType<typeof listUsableReports>>[number];

const submissions = (db: Db) =>
  db.selectFrom('submission').innerJoin('obligation', 'obligation.id', 'submission.obligation_id');

const reports = (db: Db) =>
  submissions(db)
    .innerJoin('agency', 'agency.code', 'obligation.agency_code')
    .select([
      'submission.id',
      'submission.version',
      'submission.receipt_code',
      'submission.received_at',
      'submission.content',
      'submission.channel',
      'agency.code as agency_code',
      'agency.name as agency_name',
    ]);
