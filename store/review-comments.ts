import { randomUUID } from 'node:crypto';
import type { ExpressionBuilder } from 'kysely';
import type { Actor } from '../domain/actor.ts';
import type { ReviewComment } from '../domain/review.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName } from './audits.ts';
import type { Db, Tx } from './connection.ts';
import { inThousands } from './in-thousands.ts';
import type { Tables } from './schema.ts';

const comments = (db: Db) =>
  db
    .selectFrom('review_comment')
    .innerJoin('submission', 'submission.id', 'review_comment.submission_id')
    .selectAll('review_comment')
    .select(['submission.version', 'submission.obligation_id'])
    .select((eb) => eb.exists(returnsSince(eb)).as('told'));

/** The returns of a report, of whichever version, that named a comment: it was made by then and still open. */
const returnsSince = (eb: ExpressionBuilder<Tables, 'review_comment' | 'submission'>) =>
  eb
    .selectFrom('review')
    .innerJoin('submission as returned', 'returned.id', 'review.submission_id')
    .select('review.submission_id')
    .whereRef('returned.obligation_id', '=', 'submission.obligation_id')
    .where('review.verdict', '=', 'returned')
    .whereRef('review.reviewed_at', '>=', 'review_comment.made_at')
    .where((each) =>
      each.or([
        each('review_comment.resolved_at', 'is', null),
        each('review_comment.resolved_at', '>=', each.ref('review.reviewed_at')),
      ]),
    );

type Row = Awaited<ReturnType<ReturnType<typeof comments>['executeTakeFirstOrThrow']>>;

/** The comments on every version of an obligation's report, in the order in which they were made. */
export async function listComments(db: Db, obligation: string): Promise<ReviewComment[]> {
  const rows = await comments(db)
    .where('submission.obligation_id', '=', obligation)
    .orderBy('made_at')
    .orderBy('review_comment.id')
    .execute();
  return rows.map(commentOf);
}

/** How many comments on each of some versions nobody has resolved. */
export async function countOpenComments(db: Db, submissions: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await inThousands(submissions, (ids) =>
    db
      .selectFrom('review_comment')
      .select(({ fn }) => ['submission_id', fn.countAll<number>().as('count')])
      .where('submission_id', 'in', ids)
      .where('resolved_at', 'is', null)
      .groupBy('submission_id')
      .execute(),
  );
  return new Map(rows.map(({ submission_id, count }) => [submission_id, count]));
}

/** A comment, with the obligation that it belongs to. Refuses: `comment.not_found`. */
export async function getComment(db: Db, id: string): Promise<ReviewComment & { obligation: string }> {
  const row = await comments(db).where('review_comment.id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('comment.not_found');
  return { ...commentOf(row), obligation: row.obligation_id };
}

/** Stores a comment, unless the same words about the same place are there already and open; answers its id. */
export async function insertComment(
  tx: Tx,
  { submission, field, words, actor, at }: NewComment,
): Promise<{ id: string; repeated: boolean }> {
  const row = { submission_id: submission, field, words: words.trim() };
  const earlier = await tx
    .selectFrom('review_comment')
    .select('id')
    .where((eb) => eb.and(row))
    .where('resolved_at', 'is', null)
    .executeTakeFirst();
  if (earlier) return { id: earlier.id, repeated: true };
  const id = randomUUID();
  await tx
    .insertInto('review_comment')
    .values({ id, ...row, made_at: at, made_by: actorName(actor) })
    .execute();
  return { id, repeated: false };
}

export interface NewComment {
  submission: string;
  field: string;
  words: string;
  actor: Actor;
  at: Temporal.Instant;
}

/** Marks comments as done with; those that are already stay as they are. */
export async function resolveComments(tx: Tx, ids: readonly string[], actor: Actor, at: Temporal.Instant) {
  if (ids.length === 0) return;
  await tx
    .updateTable('review_comment')
    .set({ resolved_at: at, resolved_by: actorName(actor) })
    .where('id', 'in', [...ids])
    .where('resolved_at', 'is', null)
    .execute();
}

const commentOf = (row: Row): ReviewComment => ({
  id: row.id,
  submission: row.submission_id,
  version: row.version,
  field: row.field,
  words: row.words,
  madeAt: row.made_at,
  madeBy: row.made_by,
  told: Boolean(row.told),
  answer:
    row.answer !== null && row.answered_at && row.answered_by !== null
      ? { words: row.answer, answeredAt: row.answered_at, answeredBy: row.answered_by }
      : undefined,
  resolvedAt: row.resolved_at ?? undefined,
});
