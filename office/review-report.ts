import { randomUUID } from 'node:crypto';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Problem } from '../domain/refusal.ts';
import { partOf, partsOf } from '../domain/differences.ts';
import type { Form } from '../domain/form.ts';
import { cycleMatter } from '../domain/matter.ts';
import { inFormOrder, standingOf } from '../domain/review.ts';
import { longest, refuseTooLong } from '../domain/text-limits.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { json } from '../store/json.ts';
import { getCycle, getForm } from '../store/cycles.ts';
import type { OwedReport } from '../store/obligations.ts';
import type { StoredLetter } from '../store/notifications.ts';
import { listPasses } from '../store/passed-parts.ts';
import { insertComment, listComments, resolveComments } from '../store/review-comments.ts';
import { listSubmissions } from '../store/submissions.ts';
import { wake } from '../store/wakes.ts';
import { refuseCorrectionDate } from './correction-date.ts';
import { lockForReview } from './lock-for-review.ts';
import { notify } from './notify.ts';
import { oweAgain } from './owe-again.ts';
import { withdrawPasses } from './pass-part.ts';

export interface Accept {
  submission: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Accepts the newest version of a report; what was still commented on is closed. Accepting it again changes nothing.
 * Refuses: `submission.not_latest`, `submission.reviewed`, also for one that was accepted and opened again.
 */
export function acceptReport(db: Db, { submission, actor, at }: Accept): Promise<void> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const { owed, code, earlier, reopened } = await lockForReview(tx, submission);
    if (earlier === 'accepted' && !reopened) return;
    if (earlier) throw new Refusal('submission.reviewed');
    const open = (await listComments(tx, owed.id)).map(({ id }) => id);
    await resolveComments(tx, open, actor, at);
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
 * Returns the newest version with the reasons given and all open comments, and the date by which it is to be corrected.
 * The same again changes nothing.
 * Refuses: `submission.not_latest`, `submission.reviewed`, `request.invalid` without a reason, `correction.not_later`,
 * `correction.day_off`, `extension.too_late` beyond the regime's limit, `cycle.closed`.
 */
export function returnReport(db: Db, given: Return): Promise<void> {
  const { submission, correctionDue, actor, at } = given;
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const { owed, code, version, earlier } = await lockForReview(tx, submission);
    if (earlier === 'returned') return;
    if (earlier) throw new Refusal('submission.reviewed');
    const form = await getForm(tx, (await getCycle(tx, owed.cycle)).form);
    const reasons = await reasonsFor(tx, given, owed, form);
    await refuseCorrectionDate(tx, owed, correctionDue, at);
    await insertReview(tx, submission, { verdict: 'returned', reasons, correctionDue, actor, at });
    await oweAgain(tx, owed, correctionDue, actor, at);
    await record(tx, {
      actor,
      at,
      verb: 'return',
      subject: owed.id,
      facts: { receipt: code, correctionDue: String(correctionDue) },
    });
    const why = 'Kết quả thẩm tra: báo cáo cần bổ sung';
    const passed = await listPassed(tx, owed, version, form);
    const facts = { agency: owed.agencyName, code, reasons, correctionDue, ...(passed.length > 0 && { passed }) };
    await tellReview(tx, owed, { kind: 'returned', ...facts }, why, at);
    await wake(tx, cycleMatter(owed.cycle), at);
  });
}

/**
 * The reasons of a return: every open comment on the report, of this version or one before, in the form's order. Reasons
 * that come with the decision are comments too, so that the agency answers them like all others.
 */
async function reasonsFor(
  tx: Tx,
  { submission, reasons, actor, at }: Return,
  owed: OwedReport,
  form: Form,
): Promise<Problem[]> {
  if (reasons.some(({ message }) => !message.trim())) throw withoutReason();
  refuseTooLong(
    Object.fromEntries(reasons.map(({ field, message }) => [`reason.${field}`, [message, longest.reason]])),
  );
  for (const { field, message: words } of reasons) {
    await insertComment(tx, { submission, field, words, actor, at });
    await withdrawPasses(tx, owed, partOf(field, form), actor, at);
  }
  const open = (await listComments(tx, owed.id)).filter(({ resolvedAt }) => !resolvedAt);
  if (open.length === 0) throw withoutReason();
  return inFormOrder(open, form).map(({ field, words }) => ({ field, message: words }));
}

const withoutReason = (): Refusal =>
  new Refusal('request.invalid', { count: '1' }, [{ field: 'reasons', message: 'Cần nêu lý do trả lại.' }]);

/** The parts that have passed and are as they were then: the agency need not touch them. */
async function listPassed(tx: Tx, owed: OwedReport, version: number, form: Form): Promise<string[]> {
  const contents = new Map((await listSubmissions(tx, owed.id)).map((each) => [each.version, each.content]));
  const standing = standingOf(version, { form, passes: await listPasses(tx, owed.id), contents });
  return partsOf(form).filter((part) => standing.get(part)?.changed === false);
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

type ReviewLetter = Extract<StoredLetter, { kind: 'accepted' | 'returned' }>;

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
