import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { dayOf } from '../domain/zone.ts';
import { explainDay } from '../office/explain-letters.ts';
import { ExplanationBody, explanationBody } from './bodies/explanation.ts';
import { refusals } from './bodies/problem.ts';
import { ByCycle, Day, Exactly } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { staffSecurity } from './security.ts';

/** Why there is a letter, and why there is none (vì sao có thư, vì sao không có thư). */
export const explanations: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  app.get(
    '/cycles/:regime/:term/agencies/:code/letters',
    {
      schema: {
        tags: ['notifications'],
        security: staffSecurity,
        operationId: 'explainLetters',
        summary: 'Vì sao một ngày có thư hay không có thư cho một cơ quan; mặc định hôm nay',
        params: Type.Object({ ...ByCycle.properties, code: Type.String({ maxLength: 40 }) }),
        querystring: Exactly({ day: Type.Optional(Day) }),
        response: { 200: ExplanationBody, ...refusals },
      },
    },
    async ({ params: { regime, term, code }, query }) => {
      const now = clock.now();
      const day = query.day ? Temporal.PlainDate.from(query.day) : dayOf(now);
      return explanationBody(await explainDay(db, { cycle: `${regime}/${term}`, agency: code, day, now }));
    },
  );
};
