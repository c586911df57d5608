import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import { isAlive } from '../domain/submission-code.ts';
import type { CodeState } from '../domain/submission-code.ts';
import type { Tx } from '../store/connection.ts';
import type { OwedReport } from '../store/obligations.ts';
import type { Passing } from './pass-approval.ts';

/**
 * Lets a report pass on its way out: where the agency asks for a code, whoever submits has typed it before (`presentCode`); it is
 * used up with the submission. Refuses: `code.required`.
 */
export async function passCode(tx: Tx, owed: OwedReport, { rules, actor, at }: Passing): Promise<void> {
  if (actor.kind !== 'agency' || !rules.has('code')) return;
  const code = await lockNewestCode(tx, owed.id);
  if (!code || code.confirmedBy !== codeOwner(actor) || !isAlive(code, at)) throw new Refusal('code.required');
  await tx.updateTable('submission_code').set({ used_at: at }).where('id', '=', code.id).execute();
}

/** Whose typing counts: a person's by their own link, or whoever holds the common one. */
export const codeOwner = (actor: Actor): string =>
  actor.kind === 'agency' && actor.person ? actor.person.link : 'common';

export interface LockedCode extends CodeState {
  id: string;
  seal: string;
  confirmedBy: string | undefined;
}

/** The newest code of an obligation, its row locked: an older one does not count any more. */
export async function lockNewestCode(tx: Tx, obligation: string): Promise<LockedCode | undefined> {
  const row = await tx
    .selectFrom('submission_code')
    .selectAll()
    .where('obligation_id', '=', obligation)
    .orderBy('made_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  return (
    row && {
      ...{ id: row.id, seal: row.seal, expiresAt: row.expires_at, tries: row.tries, used: row.used_at !== null },
      confirmedBy: row.confirmed_by ?? undefined,
    }
  );
}
