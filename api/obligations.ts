import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { longest } from '../domain/text-limits.ts';
import { excuseAgency } from '../office/excuse-agency.ts';
import { revokeLink } from '../office/revoke-link.ts';
import { refusals } from './bodies/problem.ts';
import { ById, Done, Exactly, Words } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { staffSecurity } from './security.ts';

/** What staff do with an agency's obligation (nghĩa vụ báo cáo). */
export const obligations: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['obligations'], security: staffSecurity, params: ById };

  app.post(
    '/obligations/:id/excuse',
    {
      schema: {
        ...common,
        operationId: 'excuseAgency',
        summary: 'Ghi nhận cơ quan không phải báo cáo trong kỳ, kèm lý do',
        body: Exactly({ reason: Words(longest.reason) }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const { reason } = request.body;
      await excuseAgency(db, { obligation: request.params.id, reason, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/obligations/:id/revoke-link',
    {
      schema: {
        ...common,
        operationId: 'revokeLink',
        summary: 'Thu hồi liên kết của cơ quan; thư gửi từ nay mang liên kết mới',
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      await revokeLink(db, { obligation: request.params.id, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );
};
