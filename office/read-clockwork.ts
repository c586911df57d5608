import { listWaitingWakes } from '../store/wakes.ts';
import { findBeat } from '../store/heartbeats.ts';
import type { Db } from '../store/connection.ts';

/** Whether the clockwork (the engine that keeps the times) runs, as its relay last saw it. */
export interface Clockwork {
  running: boolean;
  /** When it was last seen; undefined when never. */
  seenAt: Temporal.Instant | undefined;
  waitingWakes: number;
}

/** Reads the state of the clockwork. In: the instant before which a heartbeat is too old. */
export async function readClockwork(db: Db, oldest: Temporal.Instant): Promise<Clockwork> {
  const beat = await findBeat(db, 'engine');
  const wakes = await listWaitingWakes(db);
  const running = beat !== undefined && Temporal.Instant.compare(beat.beat_at, oldest) >= 0;
  return { running, seenAt: beat?.beat_at, waitingWakes: wakes.length };
}
