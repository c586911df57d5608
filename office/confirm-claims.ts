import type { Db } from '../store/connection.ts';
import { getOfficeHours } from '../store/installation.ts';
import { holdBack, lockOwed, verdictOn } from './claim-letters.ts';
import type { LedgerLine } from './claim-letters.ts';

/**
 * Looks at the facts once more right before letters are handed to the mail server: answers the slots that may still leave.
 * The others are held back with their reason; a claim that another delivery has taken over meanwhile, because this one was
 * believed dead, is left to it.
 */
export function confirmClaims(
  db: Db,
  claimed: readonly LedgerLine[],
  at: Temporal.Instant,
): Promise<ReadonlySet<string>> {
  return db.transaction().execute(async (tx) => {
    const now = await tx
      .selectFrom('notification')
      .select(['slot', 'state', 'attempts'])
      .where(
        'slot',
        'in',
        claimed.map(({ slot }) => slot),
      )
      .execute();
    const attempts = new Map(now.filter(({ state }) => state === 'claimed').map((row) => [row.slot, row.attempts]));
    const ours = claimed.filter((line) => attempts.get(line.slot) === line.attempts);
    const owed = await lockOwed(tx, ours);
    const hours = await getOfficeHours(tx);
    // What newer letters there are was looked at when these were claimed, a moment ago.
    const verdicts = new Map(ours.map((line) => [line.slot, verdictOn(line, owed, new Map(), hours, at)]));
    await holdBack(tx, verdicts, at);
    return new Set(ours.map(({ slot }) => slot).filter((slot) => verdicts.get(slot)?.outcome === 'claimed'));
  });
}
