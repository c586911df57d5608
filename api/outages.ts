import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { readOutages } from '../office/read-outages.ts';
import { OutageBody, outageBody } from './bodies/outage.ts';
import { refusals } from './bodies/problem.ts';
import type { Deps } from './deps.ts';
import { staffSecurity } from './security.ts';

/** The times in which nothing could be received (gián đoạn tiếp nhận), as the system recorded them itself. */
export const outages: FastifyPluginAsyncTypebox<Deps> = async (app, { db }) => {
  app.get(
    '/outages',
    {
      schema: {
        tags: ['outages'],
        security: staffSecurity,
        operationId: 'listOutages',
        summary: 'Các lần gián đoạn tiếp nhận, mới nhất trước; hạn gửi bị ảnh hưởng và báo cáo được tính đúng hạn',
        response: { 200: Type.Array(OutageBody), ...refusals },
      },
    },
    async () => (await readOutages(db)).map(outageBody),
  );
};
