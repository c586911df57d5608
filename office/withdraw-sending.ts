import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { cycleMatter } from '../domain/matter.ts';
import { Refusal } from '../domain/refusal.ts';
import { longest, refuseTooLong } from '../domain/text-limits.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { getSending } from '../store/sendings.ts';
import { wake } from '../store/wakes.ts';

export interface WithdrawSending {
  sending: string;
  reason: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Withdraws a sending that was recorded wrongly, or whose document was taken back, with a reason: it stays to be read, and
 * its receiver is one to whom nothing was sent, so that the engine reminds of it again. Withdrawing it again changes nothing.
 * Refuses: `sending.not_found`, `request.invalid` without a reason.
 */
export function withdrawSending(db: Db, { sending, reason, actor, at }: WithdrawSending): Promise<void> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    await tx.selectFrom('sending').select('id').where('id', '=', sending).forUpdate().execute();
    const { compilation_id, cycle_id, withdrawn_at } = await getSending(tx, sending);
    if (withdrawn_at) return;
    refuseTooLong({ reason: [reason, longest.shortReason] });
    if (!reason.trim()) {
      throw new Refusal('request.invalid', { count: '1' }, [{ field: 'reason', message: 'Cần ghi lý do thu hồi.' }]);
    }
    await tx
      .insertInto('sending_withdrawal')
      .values({ sending_id: sending, reason: reason.trim(), withdrawn_at: at, withdrawn_by: actorName(actor) })
      .execute();
    await record(tx, { actor, at, verb: 'withdraw-sending', subject: compilation_id, facts: { sending } });
    await wake(tx, cycleMatter(cycle_id), at);
  });
}
