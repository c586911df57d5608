import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { dayOf } from '../domain/zone.ts';
import { longest } from '../domain/text-limits.ts';
import { explainStaffDay } from '../office/explain-staff-letters.ts';
import { refusals } from './bodies/problem.ts';
import { ByCycle, Day, Exactly } from './bodies/shapes.ts';
import { StaffExplanationBody, staffExplanationBody } from './bodies/staff-explanation.ts';
import type { Deps } from './deps.ts';
import { staffSecurity } from './security.ts';

/** Why one of the focal agency's or the province's people has a letter, and why not. */
export const staffExplanations: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  app.get(
    '/cycles/:regime/:term/staff/letters',
    {
      schema: {
        tags: ['notifications'],
        security: staffSecurity,
        operationId: 'explainStaffLetters',
        summary: 'Vì sao một ngày có thư hay không có thư cho một người của Sở hoặc UBND tỉnh; mặc định hôm nay',
        params: ByCycle,
        querystring: Exactly({
          day: Type.Optional(Day),
          recipient: Type.String({
            maxLength: longest.address,
            description: 'Địa chỉ thư của người nhận, là địa chỉ tài khoản.',
          }),
        }),
        response: { 200: StaffExplanationBody, ...refusals },
      },
    },
    async ({ params: { regime, term }, query: { day: asked, recipient } }) => {
      const now = clock.now();
      const day = asked ? Temporal.PlainDate.from(asked) : dayOf(now);
      return staffExplanationBody(await explainStaffDay(db, { cycle: `${regime}/${term}`, recipient, day, now }));
    },
  );
};
