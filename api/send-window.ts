import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { setSendWindow } from '../office/set-send-window.ts';
import { getSendWindow } from '../store/installation.ts';
import { SendWindowBody } from './bodies/calendar.ts';
import { refusals } from './bodies/problem.ts';
import { Done } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { staffSecurity } from './security.ts';

/** The hours of working days in which letters leave (giờ gửi thư). */
export const sendWindow: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['calendars'], security: staffSecurity };

  app.get(
    '/send-window',
    {
      schema: {
        ...common,
        operationId: 'readSendWindow',
        summary: 'Giờ gửi thư trong ngày làm việc',
        response: { 200: SendWindowBody, ...refusals },
      },
    },
    () => getSendWindow(db),
  );

  app.put(
    '/send-window',
    {
      schema: {
        ...common,
        operationId: 'setSendWindow',
        summary: 'Đặt giờ gửi thư; thư đang chờ chuyển theo giờ mới',
        body: SendWindowBody,
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'administer');
      await setSendWindow(db, { window: request.body, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );
};
