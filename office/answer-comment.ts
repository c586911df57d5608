import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { lockObligation } from '../store/obligations.ts';
import { getComment } from '../store/review-comments.ts';
import { refuseWords } from './comment-words.ts';

export interface AnswerComment {
  obligation: string;
  comment: string;
  words: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Writes, for an agency, what was done about a reviewer's comment. Another answer takes the place of the one before; the
 * same again changes nothing. Refuses: `comment.not_found` for one that the agency was not told of, `comment.resolved`,
 * `cycle.closed`, `obligation.accepted`, `request.invalid` without words.
 */
export function answerComment(db: Db, { obligation, comment, words, actor, at }: AnswerComment): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const owed = await lockObligation(tx, obligation);
    const found = await getComment(tx, comment);
    if (found.obligation !== obligation || !found.told) throw new Refusal('comment.not_found');
    if (found.answer?.words === words.trim()) return;
    if (owed.closedAt) throw new Refusal('cycle.closed', { closedAt: owed.closedAt.toString() });
    if (owed.state === 'accepted') throw new Refusal('obligation.accepted');
    if (found.resolvedAt) throw new Refusal('comment.resolved');
    refuseWords(words);
    await tx
      .updateTable('review_comment')
      .set({ answer: words.trim(), answered_at: at, answered_by: actorName(actor) })
      .where('id', '=', comment)
      .execute();
    await record(tx, { actor, at, verb: 'answer-comment', subject: obligation, facts: { field: found.field } });
  });
}
