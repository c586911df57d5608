import type { Actor } from '../domain/actor.ts';
import { actorName } from '../store/audits.ts';
import type { Tx } from '../store/connection.ts';
import type { OwedReport } from '../store/obligations.ts';

/** The obligation is open for a correction: a new date in force, and with it a ladder of its own. */
export async function oweAgain(
  tx: Tx,
  owed: Pick<OwedReport, 'id'>,
  correctionDue: Temporal.PlainDate,
  actor: Actor,
  at: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('obligation')
    .set((eb) => ({
      state: 'returned',
      state_at: at,
      state_by: actorName(actor),
      correction_due: correctionDue,
      due_since: at,
      moved_at: at,
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', owed.id)
    .execute();
}
