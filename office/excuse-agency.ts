import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { owesNothing } from '../domain/obligation.ts';
import { Refusal } from '../domain/refusal.ts';
import { longest, refuseTooLong } from '../domain/text-limits.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { lockObligation } from '../store/obligations.ts';
import { notify } from './notify.ts';
import { standDown } from './stand-down.ts';
import { withdrawExtension } from './withdraw-extension.ts';

export interface Excuse {
  obligation: string;
  reason: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Excuses an agency from reporting in a cycle, with a reason that it is told. Excusing again changes nothing.
 * Refuses: `cycle.closed`, `obligation.accepted` when it has reported, `request.invalid` without a reason.
 */
export function excuseAgency(db: Db, { obligation, reason, actor, at }: Excuse): Promise<void> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const owed = await lockObligation(tx, obligation);
    if (owed.state === 'excused') return;
    if (owed.closedAt) throw new Refusal('cycle.closed', { closedAt: owed.closedAt.toString() });
    if (owesNothing(owed.state)) throw new Refusal('obligation.accepted');
    refuseTooLong({ reason: [reason, longest.reason] });
    if (!reason.trim()) {
      throw new Refusal('request.invalid', { count: '1' }, [
        { field: 'reason', message: 'Cần nêu lý do không phải báo cáo.' },
      ]);
    }
    await tx
      .updateTable('obligation')
      .set({ state: 'excused', state_at: at, state_by: actorName(actor), excuse_reason: reason.trim() })
      .where('id', '=', obligation)
      .execute();
    await withdrawExtension(tx, owed, 'Cơ quan không phải báo cáo', at);
    await record(tx, { actor, at, verb: 'excuse', subject: obligation });
    await notify(
      tx,
      {
        slot: `${owed.cycle}/${owed.agency}/excused`,
        letter: { kind: 'excused', agency: owed.agencyName, reason: reason.trim() },
        cycle: owed.cycle,
        agency: owed.agency,
        obligation: owed.id,
        why: 'Cơ quan không phải báo cáo trong kỳ này',
        to: ['focal', 'head'],
      },
      at,
    );
    await standDown(tx, owed, { outcome: 'excused', reason: reason.trim() }, at);
  });
}
