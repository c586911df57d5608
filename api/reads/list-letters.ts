import type { Db } from '../../store/connection.ts';

/** The drafted letters of a cycle, the newest first. */
export const listLetters = (db: Db, cycle: string) =>
  db.selectFrom('letter').selectAll().where('cycle_id', '=', cycle).orderBy('drafted_at', 'desc').execute();
