import { timingSafeEqual } from 'node:crypto';
import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import { codeTries, isAlive } from '../domain/submission-code.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { getObligation } from '../store/obligations.ts';
import { asksFor } from '../store/room-rules.ts';
import { codeOwner, lockNewestCode } from './pass-code.ts';
import type { SubmissionCodes } from './submission-codes.ts';

export interface PresentCode {
  obligation: string;
  /** The digits as typed; empty when none were. */
  typed: string;
  codes: SubmissionCodes;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Takes the digits that somebody typed, before they submit. A transaction of its own: a wrong try counts, though nothing is
 * submitted. Right digits hold for whoever typed them until the code ends. Nothing typed, or no code asked for: nothing happens,
 * and `submitReport` refuses what it must. Refuses: `code.wrong`, `code.expired`.
 */
export async function presentCode(db: Db, { obligation, typed, codes, actor, at }: PresentCode): Promise<void> {
  if (!typed.trim() || actor.kind !== 'agency') return;
  const owed = await getObligation(db, obligation);
  if (!(await asksFor(db, owed.agency, 'code'))) return;
  const left = await db.transaction().execute((tx) => tryCode(tx, { obligation, typed, codes, actor, at }));
  if (left !== undefined) throw new Refusal('code.wrong', { left: String(left) });
}

/** How many tries are left after a wrong one; undefined when the digits are right. */
async function tryCode(tx: Tx, { obligation, typed, codes, actor, at }: PresentCode): Promise<number | undefined> {
  const code = await lockNewestCode(tx, obligation);
  if (!code || !isAlive(code, at)) throw new Refusal('code.expired');
  const right = timingSafeEqual(Buffer.from(code.seal, 'hex'), Buffer.from(codes.seal(obligation, typed), 'hex'));
  const change = right ? { confirmed_at: at, confirmed_by: codeOwner(actor) } : { tries: code.tries + 1 };
  await tx.updateTable('submission_code').set(change).where('id', '=', code.id).execute();
  if (right) return undefined;
  await record(tx, { actor, at, verb: 'wrong-code', subject: obligation, facts: { by: actorName(actor) } });
  return codeTries - code.tries - 1;
}
