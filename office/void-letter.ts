import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import { longest, refuseTooLong } from '../domain/text-limits.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { lockLetter } from '../store/letters.ts';

export interface VoidLetter {
  letter: string;
  reason: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Voids a letter with a reason: a draft that is not needed, or one that was issued, whose number stays in the register
 * and is never given again; its e-mails that have not left are cancelled. Again, it changes nothing.
 * Refuses: `actor.not_allowed`, `letter.not_found`, `request.invalid` without a reason.
 */
export function voidLetter(db: Db, { letter, reason, actor, at }: VoidLetter): Promise<void> {
  demand(actor, 'lead');
  return db.transaction().execute(async (tx) => {
    const row = await lockLetter(tx, letter);
    if (row.voided_at) return;
    const words = reason.trim();
    refuseTooLong({ reason: [words, longest.voidReason] });
    if (!words) {
      const problem = { field: 'reason', message: 'Cần nêu lý do hủy.' };
      throw new Refusal('request.invalid', { count: '1' }, [problem]);
    }
    const voided = { voided_at: at, voided_by: actorName(actor), void_reason: words };
    await tx.updateTable('letter').set(voided).where('id', '=', letter).execute();
    // A draft that was attached has nothing to be attached to any more.
    const attached = tx.updateTable('letter').set(voided).where('parent_id', '=', letter).where('number', 'is', null);
    await attached.where('voided_at', 'is', null).execute();
    await tx
      .updateTable('letter_number')
      .set({ voided_at: at, void_reason: words })
      .where('letter_id', '=', letter)
      .execute();
    await tx
      .updateTable('notification')
      .set({ state: 'cancelled', reason: 'letter_voided', settled_at: at })
      .where('cycle_id', '=', row.cycle_id)
      .where('kind', 'in', ['official-letter', 'official-report'])
      .where('state', '=', 'planned')
      .where((eb) => eb(eb.ref('letter', '->>').key('document'), '=', letter))
      .execute();
    await record(tx, { actor, at, verb: 'void-letter', subject: letter });
  });
}
