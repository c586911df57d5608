import { randomUUID } from 'node:crypto';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Problem } from '../domain/refusal.ts';
import { cycleMatter } from '../domain/matter.ts';
import { dayOf } from '../domain/zone.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { json } from '../store/json.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { getSubmission } from '../store/submissions.ts';
import { wake } from '../store/wakes.ts';
import { notify } from './notify.ts';

export interface Accept {
  submission: string;
  actor: Actor;
  at: Temporal.Instant;
}

/** Accepts the newest version of a report. Accepting it again changes nothing. Refuses: `submission.not_latest`, `submission.reviewed`. */
export function acceptReport(db: Db, { submission, actor, at }: Accept): Promise<void> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const { owed, code, earlier } = await lockForReview(tx, submission);
    if (earlier === 'accepted') return;
    if (earlier) throw new Refusal('submission.reviewed');
    await insertReview(tx, submission, { verdict: 'accepted', reasons: [], correctionDue: null, actor, at });
    await tx
      .updateTable('obligation')
      .set({ state: 'accepted', state_at: at, state_by: actorName(actor), correction_due: null })
      .where('id', '=', owed.id)
      .execute();
    await record(tx, { actor, at, verb: 'accept', subject: owed.id, facts: { receipt: code } });
    const why = 'Kết quả thẩm tra: báo cáo được chấp nhận';
    await tellReview(tx, owed, { kind: 'accepted', agency: owed.agencyName, code }, why, at);
  });
}

export interface Return extends Accept {
  reasons: readonly Problem[];
  correctionDue: Temporal.PlainDate;
}

/**
 * Returns the newest version with reasons and the date by which it is to be corrected. The same again changes nothing.
 * Refuses: `submission.not_latest`, `submission.reviewed`, `request.invalid` without a reason, `correction.not_later`,
 * `extension.too_late` beyond the regime's limit, `cycle.closed`.
 */
export function returnReport(db: Db, { submission, reasons, correctionDue, actor, at }: Return): Promise<void> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const { owed, code, earlier } = await lockForReview(tx, submission);
    if (earlier === 'returned') return;
    if (earlier) throw new Refusal('submission.reviewed');
    refuseReturn(owed, reasons, correctionDue, at);
    await insertReview(tx, submission, { verdict: 'returned', reasons, correctionDue, actor, at });
    await tx
      .updateTable('obligation')
      .set((eb) => ({
        state: 'returned',
        state_at: at,
        state_by: actorName(actor),
        correction_due: correctionDue,
        due_since: at,
        moved_at: at,
        revision: eb('revision', '+', 1),
      }))
      .where('id', '=', owed.id)
      .execute();
    await record(tx, {
      actor,
      at,
      verb: 'return',
      subject: owed.id,
      facts: { receipt: code, correctionDue: String(correctionDue) },
    });
    const why = 'Kết quả thẩm tra: báo cáo cần bổ sung';
    await tellReview(tx, owed, { kind: 'returned', agency: owed.agencyName, code, reasons, correctionDue }, why, at);
    await wake(tx, cycleMatter(owed.cycle), at);
  });
}

function refuseReturn(
  owed: OwedReport,
  reasons: readonly Problem[],
  correctionDue: Temporal.PlainDate,
  at: Temporal.Instant,
): void {
  if (owed.closedAt) throw new Refusal('cycle.closed', { closedAt: owed.closedAt.toString() });
  if (reasons.length === 0 || reasons.some((reason) => !reason.message.trim())) {
    throw new Refusal('request.invalid', { count: '1' }, [{ field: 'reasons', message: 'Cần nêu lý do trả lại.' }]);
  }
  if (Temporal.PlainDate.compare(correctionDue, dayOf(at)) <= 0) throw new Refusal('correction.not_later');
  if (Temporal.PlainDate.compare(correctionDue, owed.sendUp) > 0) {
    throw new Refusal('extension.too_late', { limit: owed.sendUp.toString() });
  }
}

async function lockForReview(tx: Tx, id: string) {
  const { obligation_id } = await getSubmission(tx, id);
  const owed = await lockObligation(tx, obligation_id);
  const { version, receipt_code: code, review } = await getSubmission(tx, id);
  const newest = await tx
    .selectFrom('submission')
    .select('version')
    .where('obligation_id', '=', obligation_id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  if (newest.version !== version) throw new Refusal('submission.not_latest');
  return { owed, code, earlier: review?.verdict };
}

interface Review {
  verdict: 'accepted' | 'returned';
  reasons: readonly Problem[];
  correctionDue: Temporal.PlainDate | null;
  actor: Actor;
  at: Temporal.Instant;
}

async function insertReview(
  tx: Tx,
  submission: string,
  { verdict, reasons, correctionDue, actor, at }: Review,
): Promise<void> {
  await tx
    .insertInto('review')
    .values({
      id: randomUUID(),
      submission_id: submission,
      verdict,
      reasons: json(reasons),
      correction_due: correctionDue,
      reviewed_at: at,
      reviewed_by: actorName(actor),
    })
    .execute();
}

type ReviewLetter =
  | { kind: 'accepted'; agency: string; code: string }
  | { kind: 'returned'; agency: string; code: string; reasons: readonly Problem[]; correctionDue: Temporal.PlainDate };

const tellReview = (tx: Tx, owed: OwedReport, letter: ReviewLetter, why: string, at: Temporal.Instant): Promise<void> =>
  notify(
    tx,
    {
      slot: `${owed.cycle}/${owed.agency}/${letter.kind}/${letter.code}`,
      letter,
      cycle: owed.cycle,
      agency: owed.agency,
      obligation: owed.id,
      why,
      to: ['focal', 'head'],
    },
    at,
  );
