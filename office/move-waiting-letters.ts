import type { LineMove } from '../domain/calendar-effect.ts';
import { leavesInstead } from '../domain/move-letter.ts';
import type { OfficeHours } from '../domain/send-window.ts';
import type { Tx } from '../store/connection.ts';
import { listWaitingLines } from './read-calendar-effect.ts';

/**
 * Moves letters that wait in the ledger to their new moments; those that speak of a date which has moved fall away. A
 * delivery that claims one meanwhile wins.
 */
export async function moveWaitingLetters(tx: Tx, lines: readonly LineMove[], at: Temporal.Instant): Promise<void> {
  for (const [to, some] of Map.groupBy(lines, (line) => line.to?.toString())) {
    const values = to
      ? { not_before: Temporal.Instant.from(to) }
      : { state: 'cancelled' as const, reason: 'due_moved', settled_at: at };
    for (let from = 0; from < some.length; from += 1000) {
      const slots = some.slice(from, from + 1000).map(({ slot }) => slot);
      await tx
        .updateTable('notification')
        .set(values)
        .where('slot', 'in', slots)
        .where('state', '=', 'planned')
        .execute();
    }
  }
}

/** The letters that other office hours move; none falls away. */
export async function movedByHours(tx: Tx, hours: OfficeHours, at: Temporal.Instant): Promise<LineMove[]> {
  return (await listWaitingLines(tx)).flatMap((line) => {
    const to = leavesInstead(line, at, hours);
    return to ? [{ ...line, to }] : [];
  });
}

/** Locks the waiting letters in the order in which a delivery does, so that neither waits for the other. */
export const lockWaitingLetters = (tx: Tx): Promise<unknown> =>
  tx.selectFrom('notification').select('slot').where('state', '=', 'planned').orderBy('slot').forUpdate().execute();
