import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../clock.ts';
import { noteIntake } from '../office/note-intake.ts';
import type { Db } from '../store/connection.ts';

/** How often a process that serves the pages says so, and how long none may before it counts as an outage, in machine milliseconds. */
const [interval, limitMilliseconds] = [2000, 30_000];

export interface IntakeBeat {
  stop(): Promise<void>;
}

interface Beating {
  db: Db;
  clock: Clock;
  log: Pick<FastifyBaseLogger, 'warn'>;
  /** Machine milliseconds between beats; a test beats faster. */
  every?: number;
}

/**
 * Beats while reports can be received, the first time before the site listens: an outage that ends with this start is
 * recorded before the first report comes in. A database that does not answer is reported once, and leaves a gap.
 */
export async function startIntakeBeat({ db, clock, log, every = interval }: Beating): Promise<IntakeBeat> {
  let silent = false;
  const beat = async (): Promise<void> => {
    const at = clock.now();
    try {
      await noteIntake(db, { at, limit: at.until(clock.patience(limitMilliseconds)) });
      silent = false;
    } catch (error) {
      if (!silent) log.warn({ err: error }, 'the database does not answer; reports cannot be received');
      silent = true;
    }
  };
  let running = beat();
  await running;
  const timer = setInterval(() => {
    // One after the other: a beat that hangs is not overtaken by a crowd of others.
    running = running.then(beat);
  }, every);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
