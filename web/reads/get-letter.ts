import { Refusal } from '../../domain/refusal.ts';
import type { Db } from '../../store/connection.ts';

/** A drafted letter. Refuses: `letter.not_found`. */
export async function getLetter(db: Db, id: string) {
  const row = await db.selectFrom('letter').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('letter.not_found');
  return row;
}
