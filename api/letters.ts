import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { issueLetter } from '../office/issue-letter.ts';
import { getCycle } from '../store/cycles.ts';
import { LetterBody, letterBody } from './bodies/letter.ts';
import { refusals } from './bodies/problem.ts';
import { ById, CycleName, Day, Done, Exactly, Words } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { listLetters } from '../store/letters.ts';
import { staffSecurity } from './security.ts';

/** The letters in the authority's name (công văn): drafts until an authorised person has issued them. */
export const letters: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['letters'], security: staffSecurity };

  app.get(
    '/letters',
    {
      schema: {
        ...common,
        operationId: 'listLetters',
        summary: 'Các công văn dự thảo và đã ban hành của một kỳ',
        querystring: Exactly({ cycle: CycleName }),
        response: { 200: Type.Array(LetterBody), ...refusals },
      },
    },
    async ({ query }) => {
      const { id } = await getCycle(db, query.cycle);
      return (await listLetters(db, id)).map(letterBody);
    },
  );

  app.post(
    '/letters/:id/issue',
    {
      schema: {
        ...common,
        operationId: 'issueLetter',
        summary: 'Ghi nhận công văn đã ban hành, kèm số và ngày; chỉ lãnh đạo Sở',
        params: ById,
        body: Exactly({ number: Words(100), issuedOn: Day }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'lead');
      const { number } = request.body;
      const issuedOn = Temporal.PlainDate.from(request.body.issuedOn);
      await issueLetter(db, { letter: request.params.id, number, issuedOn, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );
};
