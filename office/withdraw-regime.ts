import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { regimeMatter } from '../domain/matter.ts';
import { record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { lockRegime } from '../store/regimes.ts';
import { wake } from '../store/wakes.ts';
import { demandReason } from './check-regime.ts';

export interface WithdrawRegime {
  regime: string;
  reason: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Withdraws a regime (bãi bỏ): it opens no more cycles. Open ones go on to their end, with the policy they opened with.
 * Withdrawing it again changes nothing. Refuses: `actor.not_allowed` (only who leads), `regime.not_found`, `request.invalid`.
 */
export function withdrawRegime(db: Db, { regime, reason, actor, at }: WithdrawRegime): Promise<void> {
  demand(actor, 'lead');
  demandReason(reason);
  return db.transaction().execute(async (tx) => {
    const { state } = await lockRegime(tx, regime);
    if (state === 'withdrawn') return;
    const withdrawn = { withdrawn_at: at, withdrawn_reason: reason.trim() };
    await tx.updateTable('regime').set(withdrawn).where('id', '=', regime).execute();
    await record(tx, { actor, at, verb: 'withdraw-regime', subject: `regime/${regime}` });
    await wake(tx, regimeMatter(regime), at);
  });
}
