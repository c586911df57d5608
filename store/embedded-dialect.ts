import { PGliteAdapter, PGliteDialect } from 'kysely';
import type { DatabaseConnection, Driver } from 'kysely';
import { TemporalCompiler } from './temporal-values.ts';

/**
 * Kysely's dialect for the embedded Postgres, whose one connection is handed on in the order of asking, and by way of the
 * event loop. Its statements never leave the process: with Kysely's own lock a crowd of requests hands the connection on
 * without end, and nobody new is let in meanwhile (Node accepts one connection in each round of its loop): in a deadline
 * hour one request in a hundred waited until the others were done.
 */
export class EmbeddedDialect extends PGliteDialect {
  override createAdapter(): PGliteAdapter {
    return new UnlockedAdapter();
  }

  override createQueryCompiler(): TemporalCompiler {
    return new TemporalCompiler();
  }

  override createDriver(): Driver {
    const driver = super.createDriver();
    const [acquire, release] = [driver.acquireConnection.bind(driver), driver.releaseConnection.bind(driver)];
    const queue = openQueue();
    return Object.assign(driver, {
      acquireConnection: async (): Promise<DatabaseConnection> => {
        await queue.take();
        return acquire();
      },
      releaseConnection: async (connection: DatabaseConnection): Promise<void> => {
        await release(connection);
        queue.handOn();
      },
    });
  }
}

/** The driver keeps the turns itself; there is still one connection only. */
class UnlockedAdapter extends PGliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** One holder at a time, in the order of asking; between two of them the event loop goes round. */
function openQueue() {
  const waiting: (() => void)[] = [];
  let held = false;
  return {
    take: (): Promise<void> => {
      if (held) return new Promise((turn) => waiting.push(turn));
      held = true;
      return Promise.resolve();
    },
    handOn: (): void => {
      const next = waiting.shift();
      if (next) setImmediate(next);
      else held = false;
    },
  };
}
