import { randomUUID } from 'node:crypto';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { partOf, partsOf } from '../domain/differences.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { getCycle, getForm } from '../store/cycles.ts';
import type { OwedReport } from '../store/obligations.ts';
import { listComments, resolveComments } from '../store/review-comments.ts';
import { lockUndecided } from './lock-for-review.ts';

export interface PassPart {
  submission: string;
  /** `sections.I`, or `files`. */
  part: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Notes that a part of the newest version is as it should be: on a return the agency need not touch it. Open comments on
 * the part are closed by it. Again changes nothing. Refuses: `submission.not_latest`, `submission.reviewed`,
 * `request.invalid` for a part that the form does not have.
 */
export function passPart(db: Db, { submission, part, actor, at }: PassPart): Promise<void> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const { owed, code } = await lockUndecided(tx, submission);
    const form = await getForm(tx, (await getCycle(tx, owed.cycle)).form);
    refusePart(part, partsOf(form));
    if (await isPassed(tx, submission, part)) return;
    const row = { id: randomUUID(), submission_id: submission, part, passed_at: at, passed_by: actorName(actor) };
    await tx.insertInto('passed_part').values(row).execute();
    const open = (await listComments(tx, owed.id)).filter(
      ({ field, resolvedAt }) => !resolvedAt && partOf(field, form) === part,
    );
    await resolveComments(
      tx,
      open.map(({ id }) => id),
      actor,
      at,
    );
    await record(tx, { actor, at, verb: 'pass-part', subject: owed.id, facts: { receipt: code, part } });
  });
}

/** Takes back that a part has passed, in this version or one before. Again changes nothing. Refuses as `passPart`. */
export function unpassPart(db: Db, { submission, part, actor, at }: PassPart): Promise<void> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const { owed } = await lockUndecided(tx, submission);
    const form = await getForm(tx, (await getCycle(tx, owed.cycle)).form);
    refusePart(part, partsOf(form));
    if (await withdrawPasses(tx, owed, part, actor, at)) {
      await record(tx, { actor, at, verb: 'unpass-part', subject: owed.id, facts: { part } });
    }
  });
}

/** Withdraws the passes of a part in every version of a report; answers whether there were any. */
export async function withdrawPasses(
  tx: Tx,
  owed: Pick<OwedReport, 'id'>,
  part: string,
  actor: Actor,
  at: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('passed_part')
    .set({ withdrawn_at: at, withdrawn_by: actorName(actor) })
    .where('part', '=', part)
    .where('withdrawn_at', 'is', null)
    .where('submission_id', 'in', (eb) => eb.selectFrom('submission').select('id').where('obligation_id', '=', owed.id))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

const isPassed = async (tx: Tx, submission: string, part: string): Promise<boolean> =>
  (await tx
    .selectFrom('passed_part')
    .select('id')
    .where('submission_id', '=', submission)
    .where('part', '=', part)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()) !== undefined;

function refusePart(part: string, parts: readonly string[]): void {
  if (parts.includes(part)) return;
  const problem = { field: 'part', message: 'Biểu mẫu của kỳ này không có phần đó.' };
  throw new Refusal('request.invalid', { count: '1' }, [problem]);
}
