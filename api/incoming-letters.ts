import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import { readIncoming } from '../office/read-incoming.ts';
import type { IncomingLine } from '../office/read-incoming.ts';
import { recordIncoming } from '../office/record-incoming.ts';
import { refusals } from './bodies/problem.ts';
import { CycleName, Day, Exactly, Uuid, Words } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { staffSecurity } from './security.ts';

const IncomingBody = Exactly({
  kind: Type.Enum(['letter', 'report', 'decision'], {
    description: 'Công văn đến; báo cáo gửi bằng văn bản; quyết định về vướng mắc.',
  }),
  number: Type.String(),
  issuedOn: Type.Optional(Day),
  receivedOn: Day,
  sender: Type.String(),
  subject: Type.String(),
});

const incomingBody = ({
  kind,
  number,
  issuedOn,
  receivedOn,
  sender,
  subject,
}: IncomingLine): Static<typeof IncomingBody> => ({
  ...{ kind, number, receivedOn: receivedOn.toString(), sender, subject },
  ...(issuedOn && { issuedOn: issuedOn.toString() }),
});

/** The register of letters in (sổ công văn đến). */
export const incomingLetters: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['letters'], security: staffSecurity };

  app.get(
    '/incoming-letters',
    {
      schema: {
        ...common,
        operationId: 'listIncomingLetters',
        summary: 'Sổ công văn đến: công văn, báo cáo gửi bằng văn bản, quyết định về vướng mắc',
        querystring: Exactly({
          year: Type.Optional(Type.String({ pattern: '^2[01]\\d\\d$' })),
          words: Type.Optional(Words(200)),
        }),
        response: { 200: Type.Array(IncomingBody), ...refusals },
      },
    },
    async ({ query: { year, words } }) =>
      (await readIncoming(db, { words, year: year ? Number(year) : undefined })).map(incomingBody),
  );

  app.post(
    '/incoming-letters',
    {
      schema: {
        ...common,
        operationId: 'recordIncomingLetter',
        summary: 'Ghi một công văn đến vào sổ; cùng số, ngày và nơi gửi là cùng một công văn',
        body: Exactly({
          number: Words(500),
          issuedOn: Day,
          receivedOn: Day,
          sender: Words(500),
          subject: Words(500),
          cycle: Type.Optional(CycleName),
          agency: Type.Optional(Words(40)),
        }),
        response: { 201: Exactly({ id: Uuid }), ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const { issuedOn, receivedOn, ...words } = request.body;
      const dates = { issuedOn: Temporal.PlainDate.from(issuedOn), receivedOn: Temporal.PlainDate.from(receivedOn) };
      return reply.code(201).send({ id: await recordIncoming(db, { ...words, ...dates, actor, at: clock.now() }) });
    },
  );
};
