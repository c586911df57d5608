import type { Actor } from '../domain/actor.ts';
import type { Tx } from '../store/connection.ts';
import { actorName } from '../store/audits.ts';
import { settleApproval } from '../store/approvals.ts';

/** Notes what became of the draft that waits for the head; the letter about it does not leave any more. */
export async function endApproval(
  tx: Tx,
  obligation: string,
  { decision, words }: { decision: 'submitted' | 'sent_back' | 'withdrawn'; words?: string },
  actor: Actor,
  at: Temporal.Instant,
): Promise<void> {
  await settleApproval(tx, obligation, { decision, by: actorName(actor), ...(words !== undefined && { words }) }, at);
  await tx
    .updateTable('notification')
    .set({ state: 'cancelled', reason: 'approval_ended', settled_at: at })
    .where('obligation_id', '=', obligation)
    .where('kind', '=', 'approval-asked')
    .where('state', '=', 'planned')
    .execute();
}
