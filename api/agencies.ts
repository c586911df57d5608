import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { longest } from '../domain/text-limits.ts';
import { changeContact } from '../office/change-contact.ts';
import { refusals } from './bodies/problem.ts';
import { Done, Exactly, Words } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { staffSecurity } from './security.ts';

/** The agencies (cơ quan) and who is written to there. */
export const agencies: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  app.put(
    '/agencies/:code/contacts/:role',
    {
      schema: {
        tags: ['agencies'],
        security: staffSecurity,
        operationId: 'changeContact',
        summary: 'Thay người liên hệ của cơ quan; thư lập từ nay gửi đến người mới',
        params: Type.Object({ code: Type.String({ maxLength: 40 }), role: Type.Enum(['head', 'focal', 'mailbox']) }),
        body: Exactly({ name: Words(longest.name), title: Words(longest.name), email: Words(longest.address) }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const { code: agency, role } = request.params;
      await changeContact(db, { agency, role, ...request.body, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );
};
