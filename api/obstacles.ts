import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { longest } from '../domain/text-limits.ts';
import { answerObstacle, closeObstacle, forwardObstacle } from '../office/settle-obstacle.ts';
import { getObstacle, listObstacleEntries, listObstacles } from '../store/obstacles.ts';
import { EntryBody, entryBody, ObstacleBody, obstacleBody, ObstacleState } from './bodies/obstacle.ts';
import { refusals } from './bodies/problem.ts';
import { ById, CycleName, Done, Exactly, Words } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { staffSecurity } from './security.ts';

/** What can be done with an obstacle, by the last part of the path. */
const outcomes = {
  answer: { operationId: 'answerObstacle', verb: answerObstacle, summary: 'Trả lời vướng mắc' },
  forward: { operationId: 'forwardObstacle', verb: forwardObstacle, summary: 'Chuyển vướng mắc lên UBND tỉnh' },
  close: { operationId: 'closeObstacle', verb: closeObstacle, summary: 'Đóng vướng mắc' },
};

/** The obstacles (khó khăn, vướng mắc) that agencies have raised. */
export const obstacles: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['obstacles'], security: staffSecurity };

  app.get(
    '/obstacles',
    {
      schema: {
        ...common,
        operationId: 'listObstacles',
        summary: 'Các vướng mắc, chờ lâu nhất trước',
        querystring: Exactly({ cycle: Type.Optional(CycleName), state: Type.Optional(ObstacleState) }),
        response: { 200: Type.Array(ObstacleBody), ...refusals },
      },
    },
    async ({ query }) => (await listObstacles(db, query)).map(obstacleBody),
  );

  app.get(
    '/obstacles/:id',
    {
      schema: {
        ...common,
        operationId: 'readObstacle',
        summary: 'Một vướng mắc và những gì đã viết về nó',
        params: ById,
        response: {
          200: Type.Object(
            { ...ObstacleBody.properties, entries: Type.Array(EntryBody) },
            { additionalProperties: false },
          ),
          ...refusals,
        },
      },
    },
    async ({ params }) => ({
      ...obstacleBody(await getObstacle(db, params.id)),
      entries: (await listObstacleEntries(db, params.id)).map(entryBody),
    }),
  );

  for (const [path, { operationId, verb, summary }] of Object.entries(outcomes)) {
    app.post(
      `/obstacles/:id/${path}`,
      {
        schema: {
          ...common,
          operationId,
          summary,
          params: ById,
          body: Exactly({ words: Words(longest.obstacle) }),
          response: { 204: Done, ...refusals },
        },
      },
      async (request, reply) => {
        const actor = onlyStaff(request, 'review');
        await verb(db, { obstacle: request.params.id, words: request.body.words, actor, at: clock.now() });
        return reply.code(204).send(null);
      },
    );
  }
};
