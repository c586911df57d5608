import { compilationMatter, cycleMatter, obstacleMatter, postOfficeMatter, regimeMatter } from '../domain/matter.ts';
import type { Matter } from '../domain/matter.ts';
import { everyPostOffice } from '../domain/post-office.ts';
import type { Db, Tx } from '../store/connection.ts';
import { wake } from '../store/wakes.ts';

/**
 * Asks every open matter to plan again. A worker does so when it starts: if the engine's own database was lost, this
 * rebuilds all timers from the facts; otherwise it changes nothing.
 * In: the matters that no fact tells of, such as a configured mailbox.
 */
export async function wakeOpenMatters(db: Db, at: Temporal.Instant, also: readonly Matter[] = []): Promise<number> {
  return db.transaction().execute((tx) => wakeAllIn(tx, at, also));
}

/** The same in the transaction of facts that concern every open matter. */
export async function wakeAllIn(tx: Tx, at: Temporal.Instant, also: readonly Matter[] = []): Promise<number> {
  const matters = [...(await listOpenMatters(tx)), ...also];
  for (const matter of matters) await wake(tx, matter, at);
  return matters.length;
}

async function listOpenMatters(db: Db): Promise<Matter[]> {
  const regimes = await db
    .selectFrom('regime')
    .select('id')
    .where('withdrawn_at', 'is', null)
    .where('activated_at', 'is not', null)
    .execute();
  const cycles = await db.selectFrom('cycle').select('id').where('closed_at', 'is', null).execute();
  const obstacles = await db.selectFrom('obstacle').select('id').where('state', '!=', 'closed').execute();
  const compilations = await db.selectFrom('compilation').select('id').where('state', '=', 'running').execute();
  return [
    ...everyPostOffice.map(postOfficeMatter),
    ...regimes.map(({ id }) => regimeMatter(id)),
    ...cycles.map(({ id }) => cycleMatter(id)),
    ...obstacles.map(({ id }) => obstacleMatter(id)),
    ...compilations.map(({ id }) => compilationMatter(id)),
  ];
}
