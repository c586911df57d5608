import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { readClockwork } from '../office/read-clockwork.ts';
import type { Deps } from './deps.ts';

/** How long the engine's relay may be silent before the clockwork counts as stopped, in milliseconds of the machine. */
export const heartbeatPatience = 15_000;

/** `/healthz`: this process answers. `/readyz`: what it needs is there; names what is down. */
export function health(app: FastifyInstance, { db, clock }: Deps, done: () => void): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const database = await sql`select 1`.execute(db).then(
      () => true,
      () => false,
    );
    const engine = database && (await readClockwork(db, clock.patience(-heartbeatPatience))).running;
    const down = [...(database ? [] : ['database']), ...(engine ? [] : ['engine'])];
    // Submissions need the database only: a stopped engine is named, but reports are still received.
    return reply.code(database ? 200 : 503).send({ status: down.length === 0 ? 'ok' : 'degraded', down });
  });
  done();
}
