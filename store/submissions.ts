import type { Receipt } from '../domain/receipt.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Db } from './connection.ts';
import type { Tables } from './schema.ts';

/** The receipt that an attempt got before, or undefined. */
export async function findReceipt(db: Db, obligation: string, attempt: string): Promise<Receipt | undefined> {
  const row = await receipts(db)
    .where('obligation_id', '=', obligation)
    .where('attempt', '=', attempt)
    .executeTakeFirst();
  return row && receiptOf(row);
}

/** A submission with its content, its review, and how it was opened again. Refuses: `submission.not_found`. */
export async function getSubmission(db: Db, id: string) {
  const row = await db
    .selectFrom('submission')
    .leftJoin('outage', 'outage.id', 'submission.outage_id')
    .selectAll('submission')
    .select(['outage.began_at', 'outage.ended_at'])
    .where('submission.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('submission.not_found');
  const review = await db.selectFrom('review').selectAll().where('submission_id', '=', id).executeTakeFirst();
  const reopening = await db.selectFrom('reopening').selectAll().where('submission_id', '=', id).executeTakeFirst();
  return { ...row, receipt: receiptOf(row), review, reopening };
}

/** The versions of an obligation with their reviews, the newest first. */
export function listSubmissions(db: Db, obligation: string) {
  return db
    .selectFrom('submission')
    .leftJoin('review', 'review.submission_id', 'submission.id')
    .leftJoin('reopening', 'reopening.submission_id', 'submission.id')
    .leftJoin('outage', 'outage.id', 'submission.outage_id')
    .select([
      'submission.id',
      'submission.version',
      'submission.receipt_code',
      'submission.received_at',
      'submission.due',
      'submission.on_time',
      'submission.working_days_late',
      'submission.sha256',
      'submission.content',
      'submission.outage_id',
      'outage.began_at',
      'outage.ended_at',
      'review.verdict',
      'review.reasons',
      'review.correction_due',
      'review.reviewed_at',
      'review.reviewed_by',
      'reopening.reopened_at',
      'reopening.reopened_by',
      'reopening.reason as reopened_reason',
      'reopening.correction_due as reopened_due',
    ])
    .where('obligation_id', '=', obligation)
    .orderBy('version', 'desc')
    .execute();
}

/** For each obligation of a cycle: how its first version stood, and the newest one's receipt. */
export async function listReports(db: Db, cycle: string) {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('obligation', 'obligation.id', 'submission.obligation_id')
    .select([
      'submission.obligation_id',
      'submission.id',
      'submission.version',
      'submission.receipt_code',
      'submission.received_at',
      'submission.on_time',
      'submission.working_days_late',
      'submission.due',
      'submission.sha256',
      'submission.outage_id',
    ])
    .where('obligation.cycle_id', '=', cycle)
    .orderBy('submission.version')
    .execute();
  return Map.groupBy(rows, (row) => row.obligation_id);
}

const receipts = (db: Db) =>
  db
    .selectFrom('submission')
    .leftJoin('outage', 'outage.id', 'submission.outage_id')
    .select([
      'submission.id',
      'receipt_code',
      'version',
      'received_at',
      'due',
      'on_time',
      'working_days_late',
      'sha256',
      'outage.began_at',
      'outage.ended_at',
    ]);

export const receiptOf = (
  row: Pick<
    Tables['submission'],
    'id' | 'receipt_code' | 'version' | 'received_at' | 'due' | 'on_time' | 'working_days_late' | 'sha256'
  > & { [column in 'began_at' | 'ended_at']: Temporal.Instant | null },
): Receipt => ({
  submission: row.id,
  code: row.receipt_code,
  version: row.version,
  receivedAt: row.received_at,
  due: row.due,
  onTime: row.on_time,
  workingDaysLate: row.working_days_late,
  ...(row.began_at && row.ended_at && { outage: { beganAt: row.began_at, endedAt: row.ended_at } }),
  sha256: row.sha256,
});
