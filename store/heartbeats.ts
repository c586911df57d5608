import type { Db } from './connection.ts';

/** Notes that a part of the system is alive. */
export async function beat(db: Db, part: string, at: Temporal.Instant, note = ''): Promise<void> {
  await db
    .insertInto('heartbeat')
    .values({ part, beat_at: at, note })
    .onConflict((conflict) => conflict.column('part').doUpdateSet({ beat_at: at, note }))
    .execute();
}

/** When a part was last alive, and its note. */
export async function findBeat(db: Db, part: string) {
  return db.selectFrom('heartbeat').selectAll().where('part', '=', part).executeTakeFirst();
}
