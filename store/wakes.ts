import { sql } from 'kysely';
import { matterName } from '../domain/matter.ts';
import type { Matter, MatterKind } from '../domain/matter.ts';
import type { Db } from './connection.ts';

/**
 * Asks, in the transaction of the facts, that a matter plan again. Each asking is a row of its own: two transactions that
 * wake the same matters, in whatever order, never wait for each other.
 */
export async function wake(db: Db, matter: Matter, at: Temporal.Instant): Promise<void> {
  await wakeLine(db, matter, at).execute();
}

/** The statement that asks it. */
export const wakeLine = (db: Db, { kind, subject }: Matter, at: Temporal.Instant) =>
  db.insertInto('wake').values({ matter: matterName({ kind, subject }), kind, subject, asked_at: at });

/** A matter that waits to be woken, with the askings seen: however many, it is woken once. */
export interface WaitingWake {
  matter: string;
  kind: MatterKind;
  subject: string;
  askings: number[];
}

/** The wakes that the engine has not acknowledged, the oldest first. */
export async function listWaitingWakes(db: Db): Promise<WaitingWake[]> {
  const rows = await db
    .selectFrom('wake')
    .select(['matter', 'kind', 'subject', sql<string[]>`array_agg(number order by number)`.as('askings')])
    .groupBy(['matter', 'kind', 'subject'])
    .orderBy(sql`min(number)`)
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...row, askings: row.askings.map(Number) }));
}

/** Takes away the askings that the engine has acknowledged; one asked meanwhile stays waiting. */
export async function settleWake(db: Db, { askings }: WaitingWake): Promise<void> {
  await db.deleteFrom('wake').where('number', 'in', askings).execute();
}
