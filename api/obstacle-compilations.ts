import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { longest } from '../domain/text-limits.ts';
import { obstacleDocument } from '../documents/obstacle-document.ts';
import { recordObstacleCompilation } from '../office/compile-obstacles.ts';
import { wordDocument } from '../office/finish-compilation.ts';
import { readObstacleChain } from '../office/read-obstacle-chain.ts';
import { decideObstacle } from '../office/settle-obstacle.ts';
import { getObstacleCompilation, listObstacleCompilations } from '../store/obstacle-compilations.ts';
import {
  ObstacleChainBody,
  obstacleChainBody,
  ObstacleCompilationBody,
  obstacleCompilationBody,
} from './bodies/obstacle-compilation.ts';
import { download, refusals } from './bodies/problem.ts';
import { Attempt, ById, Day, Done, Exactly, Uuid, Words } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { staffSecurity } from './security.ts';
import { sendFile } from './send-file.ts';

/** Compilations of obstacles for UBND tỉnh, its decisions, and the way of each obstacle up and back. */
export const obstacleCompilations: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['obstacles'], security: staffSecurity };

  app.get(
    '/obstacle-compilations',
    {
      schema: {
        ...common,
        operationId: 'listObstacleCompilations',
        summary: 'Các bản tổng hợp vướng mắc cho UBND tỉnh, mới nhất trước',
        response: { 200: Type.Array(ObstacleCompilationBody), ...refusals },
      },
    },
    async () => (await listObstacleCompilations(db)).map(obstacleCompilationBody),
  );

  app.post(
    '/obstacle-compilations',
    {
      schema: {
        ...common,
        operationId: 'compileObstacles',
        summary: 'Lập và đánh số một bản tổng hợp vướng mắc từ ngày đến ngày',
        headers: Attempt,
        body: Exactly({ from: Day, to: Day }),
        response: { 201: ObstacleCompilationBody, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const { body, headers } = request;
      const [from, to] = [Temporal.PlainDate.from(body.from), Temporal.PlainDate.from(body.to)];
      const attempt = headers['idempotency-key'];
      const id = await recordObstacleCompilation(db, { from, to, attempt, actor, at: clock.now() });
      reply.code(201);
      return obstacleCompilationBody(await getObstacleCompilation(db, id));
    },
  );

  app.get(
    '/obstacle-compilations/:id/document.docx',
    {
      schema: {
        ...common,
        operationId: 'readObstacleDocument',
        summary: 'Bản tổng hợp vướng mắc, tệp Word',
        params: ById,
        response: download(wordDocument),
      },
    },
    async ({ params }, reply) => {
      const { content } = await getObstacleCompilation(db, params.id);
      const name = `Tổng hợp vướng mắc lần ${content.number}.docx`;
      return sendFile(reply, { name, mediaType: wordDocument, content: Buffer.from(await obstacleDocument(content)) });
    },
  );

  app.get(
    '/obstacles/:id/chain',
    {
      schema: {
        ...common,
        operationId: 'readObstacleChain',
        summary: 'Một vướng mắc từ khi nêu: tổng hợp lần nào, quyết định tại văn bản nào, báo cơ quan nêu lúc nào',
        params: ById,
        response: { 200: ObstacleChainBody, ...refusals },
      },
    },
    async ({ params }) => obstacleChainBody(await readObstacleChain(db, params.id)),
  );

  app.post(
    '/obstacles/:id/decision',
    {
      schema: {
        ...common,
        operationId: 'decideObstacle',
        summary: 'Ghi quyết định của UBND tỉnh, kèm số, ngày văn bản; mọi cơ quan nêu được báo một lần',
        params: ById,
        body: Exactly({
          words: Words(longest.obstacle),
          document: Type.Optional(Exactly({ number: Words(longest.documentNumber), on: Day })),
          also: Type.Optional(Type.Array(Uuid, { maxItems: 100, uniqueItems: true })),
        }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const { words, document: given, also } = request.body;
      const document = given && { number: given.number.trim(), on: Temporal.PlainDate.from(given.on) };
      await decideObstacle(db, { obstacle: request.params.id, words, document, also, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );
};
