import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { longest } from '../domain/text-limits.ts';
import { decideExtension } from '../office/extend-deadline.ts';
import { getCycle } from '../store/cycles.ts';
import { ExtensionBody, extensionBody } from './bodies/extension.ts';
import { refusals } from './bodies/problem.ts';
import { AgencyName, ById, CycleName, Day, Done, Exactly } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { listExtensions } from '../store/extensions.ts';
import { staffSecurity } from './security.ts';

const AskedBody = Type.Object({ ...ExtensionBody.properties, agency: AgencyName }, { additionalProperties: false });

/** The requests that a due date be moved (gia hạn). */
export const extensions: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['extensions'], security: staffSecurity };

  app.get(
    '/extensions',
    {
      schema: {
        ...common,
        operationId: 'listExtensions',
        summary: 'Các đề nghị gia hạn của một kỳ, đề nghị đang chờ trước',
        querystring: Exactly({ cycle: CycleName }),
        response: { 200: Type.Array(AskedBody), ...refusals },
      },
    },
    async ({ query }) => {
      const { id } = await getCycle(db, query.cycle);
      const rows = await listExtensions(db, id);
      return rows.map((row) => ({
        ...extensionBody(row),
        agency: { code: row.agency_code, name: row.agency_name },
      }));
    },
  );

  app.post(
    '/extensions/:id/decision',
    {
      schema: {
        ...common,
        operationId: 'decideExtension',
        summary: 'Cho gia hạn (kèm số văn bản) hoặc không (kèm lý do)',
        params: ById,
        body: Exactly({
          decision: Type.Enum(['granted', 'refused']),
          until: Type.Optional(Day),
          words: Type.String({ maxLength: longest.reason, pattern: '\\S' }),
        }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const { decision, words, until } = request.body;
      await decideExtension(db, {
        extension: request.params.id,
        decision,
        words,
        until: until ? Temporal.PlainDate.from(until) : undefined,
        actor,
        at: clock.now(),
      });
      return reply.code(204).send(null);
    },
  );
};
