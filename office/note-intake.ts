import { randomUUID } from 'node:crypto';
import { engine } from '../domain/actor.ts';
import { isBefore } from '../domain/zone.ts';
import { record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';

/** The part of the system that receives reports; all processes that serve the pages share its one beat. */
const part = 'intake';

export interface Intake {
  at: Temporal.Instant;
  /** How long the last beat may lie back before the time between counts as an outage. */
  limit: Temporal.Duration;
}

/**
 * Notes that reports can be received. When nobody could say so for longer than the limit, the time between is recorded as
 * an outage, once, however many processes come back together.
 */
export function noteIntake(db: Db, { at, limit }: Intake): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const note = String(limit.total('milliseconds'));
    await tx
      .insertInto('heartbeat')
      .values({ part, beat_at: at, note })
      .onConflict((conflict) => conflict.column('part').doUpdateSet({ note }))
      .execute();
    await noteGap(tx, at);
  });
}

/**
 * Records the time since the last beat as an outage when it is longer than the limit that the beats were noted with, and
 * beats. A late report calls it too: it may be the first thing that arrives after the database has come back.
 */
export async function noteGap(tx: Tx, at: Temporal.Instant): Promise<void> {
  const last = await tx.selectFrom('heartbeat').selectAll().where('part', '=', part).forUpdate().executeTakeFirst();
  // A process whose clock is a little behind does not take the beat back.
  if (!last || !isBefore(last.beat_at, at)) return;
  const limit = Number(last.note);
  if (limit > 0 && last.beat_at.until(at).total('milliseconds') > limit) await recordOutage(tx, last.beat_at, at);
  await tx.updateTable('heartbeat').set({ beat_at: at }).where('part', '=', part).execute();
}

async function recordOutage(tx: Tx, beganAt: Temporal.Instant, at: Temporal.Instant): Promise<void> {
  const id = randomUUID();
  await tx
    .insertInto('outage')
    .values({ id, part, began_at: beganAt, ended_at: at, noted_at: at })
    .onConflict((conflict) => conflict.columns(['part', 'began_at']).doNothing())
    .execute();
  const facts = { beganAt: beganAt.toString(), endedAt: at.toString() };
  await record(tx, { actor: engine, at, verb: 'note-outage', subject: `outage/${part}`, facts });
}
