import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../store/connection.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { getSubmission } from '../store/submissions.ts';

/** A version as a reviewer finds it, its obligation locked. */
export interface UnderReview {
  owed: OwedReport;
  version: number;
  /** The receipt's code. */
  code: string;
  /** What was decided of this version before. */
  earlier: 'accepted' | 'returned' | undefined;
  /** It was accepted and its report opened again. */
  reopened: boolean;
}

/** Locks the obligation of a version and reads how it stands. Refuses: `submission.not_found`, `submission.not_latest`. */
export async function lockForReview(tx: Tx, id: string): Promise<UnderReview> {
  const { obligation_id } = await getSubmission(tx, id);
  const owed = await lockObligation(tx, obligation_id);
  const { version, receipt_code: code, review, reopening } = await getSubmission(tx, id);
  const newest = await tx
    .selectFrom('submission')
    .select('version')
    .where('obligation_id', '=', obligation_id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  if (newest.version !== version) throw new Refusal('submission.not_latest');
  return { owed, version, code, earlier: review?.verdict, reopened: reopening !== undefined };
}

/** As `lockForReview`, and nothing may have been decided of the version yet. Refuses also: `submission.reviewed`. */
export async function lockUndecided(tx: Tx, id: string): Promise<UnderReview> {
  const found = await lockForReview(tx, id);
  if (found.earlier) throw new Refusal('submission.reviewed');
  return found;
}
