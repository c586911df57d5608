import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { longest } from '../domain/text-limits.ts';
import { answerComment } from '../office/answer-comment.ts';
import { refusals } from './bodies/problem.ts';
import { ById, Done, Exactly, Words } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyAgency } from './link-bearer.ts';
import { linkLimit } from './rate-limits.ts';
import { linkSecurity } from './security.ts';

/** An agency's answers to what the reviewer says of its report; the comments themselves stand in `GET /obligation`. */
export const obligationComments: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  app.put(
    '/obligation/comments/:id/answer',
    {
      config: { rateLimit: linkLimit },
      schema: {
        tags: ['obligation'],
        security: linkSecurity,
        operationId: 'answerComment',
        summary: 'Trả lời một ý kiến thẩm tra; trả lời sau thay trả lời trước',
        params: ById,
        body: Exactly({ words: Words(longest.reason) }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyAgency(request);
      const { obligation } = actor;
      const answer = { obligation, comment: request.params.id, words: request.body.words, actor, at: clock.now() };
      await answerComment(db, answer);
      return reply.code(204).send(null);
    },
  );
};
