import { engine } from '../domain/actor.ts';
import { record } from '../store/audits.ts';
import type { Tx } from '../store/connection.ts';
import type { OwedReport } from '../store/obligations.ts';

/** Ends an undecided request for an extension that its agency no longer needs: nobody is pressed for it any more. */
export async function withdrawExtension(tx: Tx, owed: OwedReport, why: string, at: Temporal.Instant): Promise<void> {
  const withdrawn = await tx
    .updateTable('extension')
    .set({ decision: 'withdrawn', decision_words: why, decided_at: at, decided_by: 'engine' })
    .where('obligation_id', '=', owed.id)
    .where('decision', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (withdrawn) await record(tx, { actor: engine, at, verb: 'withdraw-extension', subject: owed.id });
}
