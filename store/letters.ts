import { sql } from 'kysely';
import { Refusal } from '../domain/refusal.ts';
import type { Db, Tx } from './connection.ts';
import { json } from './json.ts';

/** The drafted letters of a cycle, the newest first. */
export const listLetters = (db: Db, cycle: string) =>
  db.selectFrom('letter').selectAll().where('cycle_id', '=', cycle).orderBy('drafted_at', 'desc').execute();

/** A drafted letter. Refuses: `letter.not_found`. */
export async function getLetter(db: Db, id: string) {
  const row = await db.selectFrom('letter').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('letter.not_found');
  return row;
}

/** The letters of a cycle whose list names an agency, locked, the oldest first. */
export const lockLettersNaming = (tx: Tx, cycle: string, agency: string) =>
  tx
    .selectFrom('letter')
    .selectAll()
    .where('cycle_id', '=', cycle)
    .where(sql<boolean>`content -> 'list' @> ${json([{ agency }])}`)
    .orderBy('drafted_at')
    .orderBy('id')
    .forUpdate()
    .execute();
