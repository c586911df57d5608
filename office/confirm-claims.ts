import { anyOf, anyOfIds } from '../store/any-of.ts';
import type { Db } from '../store/connection.ts';
import { versionInForce } from '../store/calendars.ts';
import { hoursColumns, readHours } from '../store/installation.ts';
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
  const [standing, done] = await Promise.all([lookAgain(db, claimed), listDone(db, claimed)]);
  const hours = await readHours(db, standing[0]);
  const attempts = new Map(standing.flatMap((row) => (row.held === 'claimed' ? [[row.slot, row.attempts]] : [])));
  const ours = claimed.filter((line) => attempts.get(line.slot) === line.attempts);
  const owed = new Map(
    standing.flatMap(({ id, state, revision, closed_at }) =>
      id && state && revision !== null ? [[id, { state, revision, closed: closed_at !== null }]] : [],
    ),
  );
  // What newer letters there are was looked at when these were claimed, a moment ago.
  const verdicts = new Map(ours.map((line) => [line.slot, verdictOn(line, owed, new Map(), hours, at, done)]));
  const leaving = new Set(ours.map(({ slot }) => slot).filter((slot) => verdicts.get(slot)?.outcome === 'claimed'));
  if (leaving.size < ours.length) await db.transaction().execute((tx) => holdBack(tx, verdicts, at));
  return leaving;
}

/**
 * The claims, their obligations and the office hours as they stand, in one statement: a wave has thousands of letters, and
 * nearly all of them may leave. A submission that is being stored is waited for.
 */
function lookAgain(db: Db, claimed: readonly LedgerLine[]) {
  const slots = claimed.map(({ slot }) => slot);
  const ids = [...new Set(claimed.flatMap(({ obligation_id }) => obligation_id ?? []))];
  return db
    .with('owed', (part) =>
      part
        .selectFrom('obligation')
        .select(['id', 'state', 'revision'])
        .where(anyOfIds('id', ids))
        .orderBy('id')
        .forShare(),
    )
    .selectFrom('notification')
    .leftJoin('owed', 'owed.id', 'notification.obligation_id')
    .leftJoin('cycle', 'cycle.id', 'notification.cycle_id')
    .innerJoin(versionInForce(db).as('calendar'), (join) => join.onTrue())
    .leftJoin('installation', (join) => join.onTrue())
    .select(['slot', 'attempts', 'notification.state as held', 'owed.id', 'owed.state', 'owed.revision'])
    .select('cycle.closed_at')
    .select(hoursColumns)
    .where(anyOf('slot', slots))
    .execute();
}
