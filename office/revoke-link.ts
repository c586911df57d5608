import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { lockObligation } from '../store/obligations.ts';

/** Revokes an agency's submission link of a cycle: letters that leave from now on carry a new one. Refuses: `obligation.not_found`. */
export function revokeLink(
  db: Db,
  { obligation, actor, at }: { obligation: string; actor: Actor; at: Temporal.Instant },
): Promise<void> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    await lockObligation(tx, obligation);
    await tx
      .updateTable('obligation')
      .set((eb) => ({ link_version: eb('link_version', '+', 1) }))
      .where('id', '=', obligation)
      .execute();
    await record(tx, { actor, at, verb: 'revoke-link', subject: obligation });
  });
}
