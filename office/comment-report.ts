import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { partOf, placesOf } from '../domain/differences.ts';
import { Refusal } from '../domain/refusal.ts';
import { record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { getCycle, getForm, listTaskCodes } from '../store/cycles.ts';
import { getComment, insertComment, resolveComments } from '../store/review-comments.ts';
import { refuseWords } from './comment-words.ts';
import { lockForReview, lockUndecided } from './lock-for-review.ts';
import { withdrawPasses } from './pass-part.ts';

export interface CommentOn {
  submission: string;
  field: string;
  words: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Notes what a reviewer says of a place of the newest version, before deciding; answers the comment's id. The same words
 * about the same place are one comment. A part that had passed has not any more.
 * Refuses: `submission.not_latest`, `submission.reviewed`, `cycle.closed`, `request.invalid` without words or for a place
 * that the form does not have.
 */
export function commentReport(db: Db, { submission, field, words, actor, at }: CommentOn): Promise<string> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const { owed, code } = await lockUndecided(tx, submission);
    if (owed.closedAt) throw new Refusal('cycle.closed', { closedAt: owed.closedAt.toString() });
    const form = await getForm(tx, (await getCycle(tx, owed.cycle)).form);
    const known = placesOf(form, await listTaskCodes(tx, owed.regime)).includes(field);
    if (!known) refusePlace();
    refuseWords(words);
    const { id, repeated } = await insertComment(tx, { submission, field, words, actor, at });
    if (repeated) return id;
    await withdrawPasses(tx, owed, partOf(field, form), actor, at);
    await record(tx, { actor, at, verb: 'comment', subject: owed.id, facts: { receipt: code, field } });
    return id;
  });
}

export interface OfComment {
  comment: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Closes a comment: it is no reason any more. Closing it again changes nothing. Refuses: `comment.not_found`,
 * `submission.not_latest` or `submission.reviewed` when the newest version is not under review.
 */
export function resolveComment(
  db: Db,
  { comment, submission, actor, at }: OfComment & { submission: string },
): Promise<void> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const { owed, earlier } = await lockForReview(tx, submission);
    const found = await getComment(tx, comment);
    if (found.obligation !== owed.id) throw new Refusal('comment.not_found');
    if (found.resolvedAt) return;
    if (earlier) throw new Refusal('submission.reviewed');
    await resolveComments(tx, [comment], actor, at);
    await record(tx, { actor, at, verb: 'resolve-comment', subject: owed.id, facts: { field: found.field } });
  });
}

function refusePlace(): never {
  const problem = { field: 'field', message: 'Biểu mẫu của kỳ này không có mục đó.' };
  throw new Refusal('request.invalid', { count: '1' }, [problem]);
}
