import type { Selectable } from 'kysely';
import type { Db, Tx } from './connection.ts';
import { json } from './json.ts';
import type { Tables } from './schema.ts';

export type SynthesisRow = Selectable<Tables['synthesis']>;

/** The newest version of each place's synthesis in a cycle, as of an instant. */
export function listSyntheses(db: Db, cycle: string, asOf: Temporal.Instant): Promise<SynthesisRow[]> {
  return db
    .selectFrom('synthesis')
    .selectAll()
    .distinctOn('place')
    .where('cycle_id', '=', cycle)
    .where('saved_at', '<=', asOf)
    .orderBy('place')
    .orderBy('version', 'desc')
    .execute();
}

/** Every version of a place's synthesis, the newest first. */
export const listSynthesisVersions = (db: Db, cycle: string, place: string): Promise<SynthesisRow[]> =>
  versions(db, cycle, place).execute();

/** The newest version of a place's synthesis, or undefined. */
export const findSynthesis = (db: Db, cycle: string, place: string): Promise<SynthesisRow | undefined> =>
  versions(db, cycle, place).limit(1).executeTakeFirst();

const versions = (db: Db, cycle: string, place: string) =>
  db
    .selectFrom('synthesis')
    .selectAll()
    .where('cycle_id', '=', cycle)
    .where('place', '=', place)
    .orderBy('version', 'desc');

/** Stores a version; false when somebody else has stored that one. */
export async function insertSynthesis(tx: Tx, { made_from, ...row }: SynthesisRow): Promise<boolean> {
  const inserted = await tx
    .insertInto('synthesis')
    .values({ ...row, made_from: json(made_from) })
    .onConflict((conflict) => conflict.columns(['cycle_id', 'place', 'version']).doNothing())
    .returning('version')
    .executeTakeFirst();
  return inserted !== undefined;
}
