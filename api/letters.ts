import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { longest } from '../domain/text-limits.ts';
import { draftLetter } from '../office/draft-letter.ts';
import { editLetter } from '../office/edit-letter.ts';
import { readRegister } from '../office/read-register.ts';
import { refreshLetter } from '../office/refresh-letter.ts';
import { getCycle } from '../store/cycles.ts';
import { getLetter } from '../store/letters.ts';
import {
  LetterBody,
  LetterChangesBody,
  OfficialKindName,
  OfficialStateName,
  letterBody,
  letterChangesBody,
} from './bodies/letter.ts';
import { refusals } from './bodies/problem.ts';
import { Attempt, ById, CycleName, Done, Exactly, Uuid, Words } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { staffSecurity } from './security.ts';

/** The letters in the authority's name (công văn): drafts until an authorised person has approved and issued them. */
export const letters: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['letters'], security: staffSecurity };

  app.get(
    '/letters',
    {
      schema: {
        ...common,
        operationId: 'listLetters',
        summary: 'Sổ công văn đi: dự thảo, đã ban hành và đã hủy; lọc theo kỳ, loại, trạng thái, năm, từ khóa',
        querystring: Exactly({
          cycle: Type.Optional(CycleName),
          kind: Type.Optional(OfficialKindName),
          state: Type.Optional(OfficialStateName),
          year: Type.Optional(Type.String({ pattern: '^2[01]\\d\\d$' })),
          words: Type.Optional(Words(200)),
        }),
        response: { 200: Type.Array(LetterBody), ...refusals },
      },
    },
    async ({ query }) => {
      if (query.cycle) await getCycle(db, query.cycle);
      const filter = { ...query, year: query.year ? Number(query.year) : undefined };
      return (await readRegister(db, filter)).map(({ row }) => letterBody(row));
    },
  );

  app.post(
    '/letters',
    {
      schema: {
        ...common,
        operationId: 'draftLetter',
        summary: 'Lập dự thảo công văn với số liệu, danh sách tại thời điểm này; chưa gửi cho ai',
        headers: Attempt,
        body: Exactly({ cycle: CycleName, kind: Type.Enum(['request', 'urging', 'escalation', 'tracking']) }),
        response: { 201: Exactly({ id: Uuid }), ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const attempt = request.headers['idempotency-key'];
      const id = await draftLetter(db, { ...request.body, attempt, actor, at: clock.now() });
      return reply.code(201).send({ id });
    },
  );

  app.get(
    '/letters/:id',
    {
      schema: {
        ...common,
        operationId: 'readLetter',
        summary: 'Một công văn; dự thảo kèm những gì đã thay đổi từ khi lập',
        params: ById,
        response: { 200: Exactly({ letter: LetterBody, changes: Type.Optional(LetterChangesBody) }), ...refusals },
      },
    },
    async ({ params }) => {
      const row = await getLetter(db, params.id);
      const open = !row.number && !row.voided_at;
      const fresh = open ? await refreshLetter(db, row, clock.now()) : undefined;
      return { letter: letterBody(row), ...(fresh && { changes: letterChangesBody(fresh) }) };
    },
  );

  app.put(
    '/letters/:id/words',
    {
      schema: {
        ...common,
        operationId: 'editLetter',
        summary: 'Sửa lời văn của dự thảo; từ chối khi đã có phiên bản mới hơn',
        params: ById,
        body: Exactly({
          revision: Type.Integer(),
          subject: Words(400),
          paragraphs: Type.Array(Words(longest.paragraph), { maxItems: 200 }),
        }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      await editLetter(db, { ...request.body, letter: request.params.id, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );
};
