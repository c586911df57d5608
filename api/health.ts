import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { sql } from 'kysely';
import { findBounceReading } from '../store/bounce-mailbox.ts';
import { readClockwork } from '../office/read-clockwork.ts';
import { refusals } from './bodies/problem.ts';
import { Exactly } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';

/** How long the engine's relay may be silent before the clockwork counts as stopped, in milliseconds of the machine. */
export const heartbeatPatience = 15_000;

const Readiness = Exactly({
  status: Type.Enum(['ok', 'degraded']),
  down: Type.Array(Type.Enum(['database', 'engine', 'bounce-mailbox']), { description: 'Bộ phận đang ngừng.' }),
});

/** `/healthz`: this process answers. `/readyz`: what it needs is there; names what is down. */
export const health: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['health'], security: [] };
  app.get(
    '/healthz',
    {
      schema: {
        ...common,
        operationId: 'isAlive',
        summary: 'Tiến trình này còn trả lời',
        response: { 200: Exactly({ status: Type.Literal('ok') }), ...refusals },
      },
    },
    () => ({ status: 'ok' as const }),
  );
  app.get(
    '/readyz',
    {
      schema: {
        ...common,
        operationId: 'isReady',
        summary: 'Các bộ phận cần thiết; nêu tên bộ phận đang ngừng',
        response: { 200: Readiness, 503: Readiness, ...refusals },
      },
    },
    async (_request, reply) => {
      const database = await sql`select 1`.execute(db).then(
        () => true,
        () => false,
      );
      const engine = database && (await readClockwork(db, clock.patience(-heartbeatPatience))).running;
      const returned = database ? (await findBounceReading(db))?.trouble : undefined;
      const down = [
        ...(database ? [] : (['database'] as const)),
        ...(engine ? [] : (['engine'] as const)),
        ...(returned ? (['bounce-mailbox'] as const) : []),
      ];
      // Submissions need the database only: a stopped engine is named, but reports are still received.
      return reply.code(database ? 200 : 503).send({ status: down.length === 0 ? 'ok' : 'degraded', down });
    },
  );
};
