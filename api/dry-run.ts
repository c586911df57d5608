import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { readDryRun } from '../office/read-dry-run.ts';
import { DryRunBody, dryRunBody } from './bodies/dry-run.ts';
import { refusals } from './bodies/problem.ts';
import { Exactly } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { staffSecurity } from './security.ts';

/** The dry run of a regime's year (chạy thử), before it is put in force and at any time after. */
export const dryRuns: FastifyPluginAsyncTypebox<Deps> = async (app, { db }) => {
  app.get(
    '/regimes/:id/dry-run',
    {
      schema: {
        tags: ['regimes'],
        security: staffSecurity,
        operationId: 'dryRunRegime',
        summary: 'Chạy thử cả năm: mọi thư sẽ gửi nếu không cơ quan nào báo cáo, lúc nào, tới ai; không gửi gì',
        params: Type.Object({ id: Type.String({ pattern: '^[a-z0-9-]{1,40}$', examples: ['kl69-nam'] }) }),
        querystring: Exactly({ year: Type.String({ pattern: '^2[01]\\d\\d$', examples: ['2026'] }) }),
        response: { 200: DryRunBody, ...refusals },
      },
    },
    async ({ params, query }) => dryRunBody(await readDryRun(db, params.id, Number(query.year))),
  );
};
