import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { longest } from '../domain/text-limits.ts';
import { excludeSource, includeSource } from '../office/exclude-source.ts';
import { getCycle } from '../store/cycles.ts';
import { listEveryExclusion } from '../store/source-exclusions.ts';
import { refusals } from './bodies/problem.ts';
import { ByCycle, Done, Exactly, Uuid, Words } from './bodies/shapes.ts';
import { ExclusionBody, exclusionBody } from './bodies/synthesis.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { staffSecurity } from './security.ts';

/** The sources that are left out of a cycle's compiled report. */
export const exclusions: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['compilations'], security: staffSecurity };

  app.get(
    '/cycles/:regime/:term/exclusions',
    {
      schema: {
        ...{ ...common, params: ByCycle, operationId: 'listExclusions' },
        summary: 'Các nguồn không đưa vào báo cáo tổng hợp, kể cả đã đưa vào lại',
        response: { 200: Type.Array(ExclusionBody), ...refusals },
      },
    },
    async ({ params: { regime, term } }) => {
      const { id } = await getCycle(db, `${regime}/${term}`);
      return (await listEveryExclusion(db, id)).map(exclusionBody);
    },
  );

  app.post(
    '/cycles/:regime/:term/exclusions',
    {
      schema: {
        ...{ ...common, params: ByCycle, operationId: 'excludeSource' },
        summary: 'Không đưa phần báo cáo của một cơ quan vào một mục, hoặc vào mọi mục, kèm lý do',
        body: Exactly({ agency: Words(40), place: Type.Optional(Words(40)), reason: Words(longest.shortReason) }),
        response: { 201: Exactly({ id: Uuid }), ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const { regime, term } = request.params;
      reply.code(201);
      return { id: await excludeSource(db, { ...request.body, cycle: `${regime}/${term}`, actor, at: clock.now() }) };
    },
  );

  app.post(
    '/cycles/:regime/:term/exclusions/:id/withdraw',
    {
      schema: {
        ...{ ...common, params: Type.Object({ ...ByCycle.properties, id: Uuid }), operationId: 'includeSource' },
        summary: 'Đưa nguồn đã bỏ vào lại báo cáo tổng hợp',
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const { regime, term, id: exclusion } = request.params;
      await includeSource(db, { cycle: `${regime}/${term}`, exclusion, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );
};
