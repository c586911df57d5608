import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { cycleMatter } from '../domain/matter.ts';
import { Refusal } from '../domain/refusal.ts';
import { longest, refuseTooLong } from '../domain/text-limits.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import type { OwedReport } from '../store/obligations.ts';
import { wake } from '../store/wakes.ts';
import { refuseCorrectionDate } from './correction-date.ts';
import { lockForReview } from './lock-for-review.ts';
import { notify } from './notify.ts';
import { oweAgain } from './owe-again.ts';

export interface Reopen {
  submission: string;
  reason: string;
  correctionDue: Temporal.PlainDate;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Opens an accepted report again, with a reason and the working day by which it is to be corrected: its agency owes a
 * report again, with the ladder of a return. What was compiled from it keeps its sources. Again changes nothing.
 * Refuses: `submission.not_latest`, `submission.not_accepted`, `request.invalid` without a reason, `cycle.closed`,
 * `correction.not_later`, `correction.day_off`, `extension.too_late` beyond the day of the focal agency's own report.
 */
export function reopenReport(db: Db, { submission, reason, correctionDue, actor, at }: Reopen): Promise<void> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const { owed, code, earlier, reopened } = await lockForReview(tx, submission);
    if (reopened) return;
    if (earlier !== 'accepted' || owed.state !== 'accepted') throw new Refusal('submission.not_accepted');
    refuseTooLong({ reason: [reason, longest.reason] });
    if (!reason.trim()) {
      const problem = { field: 'reason', message: 'Cần nêu lý do mở lại báo cáo.' };
      throw new Refusal('request.invalid', { count: '1' }, [problem]);
    }
    await refuseCorrectionDate(tx, owed, correctionDue, at);
    const row = { submission_id: submission, reason: reason.trim(), correction_due: correctionDue };
    await tx
      .insertInto('reopening')
      .values({ ...row, reopened_at: at, reopened_by: actorName(actor) })
      .execute();
    await oweAgain(tx, owed, correctionDue, actor, at);
    await record(tx, {
      ...{ actor, at, verb: 'reopen', subject: owed.id },
      facts: { receipt: code, correctionDue: correctionDue.toString() },
    });
    await tellAgency(tx, owed, { code, reason: reason.trim(), correctionDue }, at);
    await wake(tx, cycleMatter(owed.cycle), at);
  });
}

const tellAgency = (
  tx: Tx,
  { id, cycle, agency, agencyName }: OwedReport,
  facts: { code: string; reason: string; correctionDue: Temporal.PlainDate },
  at: Temporal.Instant,
): Promise<void> =>
  notify(
    tx,
    {
      slot: `${cycle}/${agency}/reopened/${facts.code}`,
      letter: { kind: 'reopened', agency: agencyName, ...facts },
      cycle,
      agency,
      obligation: id,
      why: 'Sở mở lại báo cáo đã chấp nhận',
      to: ['focal', 'head'],
    },
    at,
  );
