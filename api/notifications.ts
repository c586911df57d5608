import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { longest } from '../domain/text-limits.ts';
import { resendLetter } from '../office/resend-letter.ts';
import { NotificationBody, notificationBody, NotificationState } from './bodies/notification.ts';
import { refusals } from './bodies/problem.ts';
import { Attempt, CycleName, Day, Done, Exactly } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { readLedger } from '../office/read-ledger.ts';
import { staffSecurity } from './security.ts';

/** The ledger of letters (sổ thư). */
export const notifications: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['notifications'], security: staffSecurity };

  app.get(
    '/notifications',
    {
      schema: {
        ...common,
        operationId: 'listNotifications',
        summary: 'Sổ thư, mới nhất trước, theo trang',
        querystring: Exactly({
          cycle: Type.Optional(CycleName),
          agency: Type.Optional(Type.String({ maxLength: 40 })),
          state: Type.Optional(NotificationState),
          day: Type.Optional(Day),
          recipient: Type.Optional(
            Type.String({ maxLength: longest.address, description: 'Địa chỉ thư của người nhận.' }),
          ),
          limit: Type.Optional(
            Type.String({ pattern: '^([1-9]\\d{0,2}|1000)$', description: 'Tối đa 1000, mặc định 200.' }),
          ),
          offset: Type.Optional(Type.String({ pattern: '^\\d{1,7}$' })),
        }),
        response: { 200: Exactly({ total: Type.Integer(), lines: Type.Array(NotificationBody) }), ...refusals },
      },
    },
    async ({ query: { limit = '200', offset = '0', day, ...rest } }) => {
      const filter = { ...rest, ...(day && { day: Temporal.PlainDate.from(day) }) };
      const { total, lines, bounces } = await readLedger(db, filter, { limit: Number(limit), offset: Number(offset) });
      return { total, lines: lines.map((line) => notificationBody(line, bounces.get(line.slot))) };
    },
  );

  app.post(
    '/notifications/resend',
    {
      schema: {
        ...common,
        operationId: 'resendLetter',
        summary: 'Gửi lại một thư đến người liên hệ hiện tại',
        headers: Attempt,
        body: Exactly({ slot: Type.String({ maxLength: 500 }) }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const attempt = request.headers['idempotency-key'].toLowerCase();
      await resendLetter(db, { slot: request.body.slot, attempt, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );
};
