import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@fastify/type-provider-typebox';
import { emptyReport } from '../domain/form.ts';
import { notePresence } from '../office/note-presence.ts';
import { refusals } from './bodies/problem.ts';
import { ReportBody } from './bodies/report.ts';
import { Exactly, Uuid } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyAgency } from './link-bearer.ts';
import { linkLimit } from './rate-limits.ts';
import { linkSecurity } from './security.ts';

/** Somebody who has not been heard of for so long is no longer at the draft; their pages ask every ten seconds. */
export const presencePatience = 30_000;

const Place = Type.String({ pattern: '^[0-9A-Za-zĐđ._-]{0,80}$', examples: ['sections.III'] });

/** What several people of an agency need who write one draft: what the others saved, and where they are. */
export const draft: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['obligation'], security: linkSecurity };
  const config = { rateLimit: linkLimit };

  app.get(
    '/obligation/draft',
    {
      config,
      schema: {
        ...common,
        operationId: 'readDraft',
        summary: 'Bản nháp đang lưu, phiên bản 0 khi chưa có',
        response: { 200: Exactly({ version: Type.Integer(), content: ReportBody }), ...refusals },
      },
    },
    async (request, reply) => {
      const { obligation } = onlyAgency(request);
      const saved = await db
        .selectFrom('draft')
        .select(['version', 'content'])
        .where('obligation_id', '=', obligation)
        .executeTakeFirst();
      const { version, content } = saved ?? { version: 0, content: emptyReport };
      reply.header('etag', `"${version}"`);
      return { version, content };
    },
  );

  app.post(
    '/obligation/presence',
    {
      config,
      schema: {
        ...common,
        operationId: 'notePresence',
        summary: 'Báo đang sửa phần nào của bản nháp, và xem ai khác đang sửa',
        body: Exactly({ writer: Uuid, place: Place }),
        response: {
          200: Exactly({
            version: Type.Integer({ description: 'Phiên bản của bản nháp đang lưu.' }),
            others: Type.Array(Exactly({ name: Type.String(), place: Type.String() })),
          }),
          ...refusals,
        },
      },
    },
    async (request) => {
      const actor = onlyAgency(request);
      const since = clock.patience(-presencePatience);
      return notePresence(db, {
        ...{ ...request.body, obligation: actor.obligation, actor },
        ...{ at: clock.now(), since },
      });
    },
  );
};
