import type { Db } from '../store/connection.ts';
import { getOfficeHours } from '../store/installation.ts';
import { holdBack, verdictOn } from './claim-letters.ts';
import type { LedgerLine } from './claim-letters.ts';
import { listDone } from './list-done.ts';

/**
 * Looks at the facts once more right before letters are handed to the mail server: answers the slots that may still leave.
 * The others are held back with their reason; a claim that another delivery has taken over meanwhile, because this one was
 * believed dead, is left to it.
 */
export async function confirmClaims(
  db: Db,
  claimed: readonly LedgerLine[],
  at: Temporal.Instant,
): Promise<ReadonlySet<string>> {
  const [hours, standing, done] = await Promise.all([
    getOfficeHours(db),
    lookAgain(db, claimed),
    listDone(db, claimed),
  ]);
  const attempts = new Map(standing.flatMap((row) => (row.held === 'claimed' ? [[row.slot, row.attempts]] : [])));
  const ours = claimed.filter((line) => attempts.get(line.slot) === line.attempts);
  const owed = new Map(
    standing.flatMap(({ id, state, revision }) =>
      id && state && revision !== null ? [[id, { state, revision }]] : [],
    ),
  );
  // What newer letters there are was looked at when these were claimed, a moment ago.
  const verdicts = new Map(ours.map((line) => [line.slot, verdictOn(line, owed, new Map(), hours, at, done)]));
  const leaving = new Set(ours.map(({ slot }) => slot).filter((slot) => verdicts.get(slot)?.outcome === 'claimed'));
  if (leaving.size < ours.length) await db.transaction().execute((tx) => holdBack(tx, verdicts, at));
  return leaving;
}

/**
 * The claims and their obligations as they stand, in one statement: a wave has thousands of letters, and nearly all of
 * them may leave. A submission that is being stored is waited for.
 */
function lookAgain(db: Db, claimed: readonly LedgerLine[]) {
  const slots = claimed.map(({ slot }) => slot);
  const ids = [...new Set(claimed.flatMap(({ obligation_id }) => obligation_id ?? []))];
  return db
    .with('owed', (part) =>
      part
        .selectFrom('obligation')
        .select(['id', 'state', 'revision'])
        .where((eb) => (ids.length > 0 ? eb('id', 'in', ids) : eb.lit(false)))
        .orderBy('id')
        .forShare(),
    )
    .selectFrom('notification')
    .leftJoin('owed', 'owed.id', 'notification.obligation_id')
    .select(['slot', 'attempts', 'notification.state as held', 'owed.id', 'owed.state', 'owed.revision'])
    .where('slot', 'in', slots)
    .execute();
}
