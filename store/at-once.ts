import { sql } from 'kysely';
import type { QueryCreator } from 'kysely';
import type { Db } from './connection.ts';
import type { Tables } from './schema.ts';

/** A statement that writes and is not sent yet. */
export type Write = Parameters<Db['with']>[1];

/**
 * Sends writes in one statement: where many people press a button at once, most of what each costs is going to the
 * database and back. None sees what another has written, and no two may write the same row.
 */
export async function writeAtOnce(db: Db, writes: readonly Write[]): Promise<void> {
  const all = writes.reduce<QueryCreator<Tables>>((rest, write, place) => rest.with(`write_${place}`, write), db);
  await all.selectNoFrom(sql<number>`1`.as('done')).execute();
}
