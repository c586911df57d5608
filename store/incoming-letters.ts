import { Refusal } from '../domain/refusal.ts';
import type { Db } from './connection.ts';

/** The letters that came in about an agency in a cycle, the oldest first. */
export const listIncomingAbout = (db: Db, cycle: string, agency: string) =>
  db
    .selectFrom('incoming_letter')
    .selectAll()
    .where('cycle_id', '=', cycle)
    .where('agency_code', '=', agency)
    .orderBy('recorded_at')
    .execute();

/** A letter that came in. Refuses: `incoming.not_found`. */
export async function getIncoming(db: Db, id: string) {
  const row = await db.selectFrom('incoming_letter').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('incoming.not_found');
  return row;
}
