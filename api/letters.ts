import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { letterDocument } from '../documents/letter-document.ts';
import { approveLetter } from '../office/approve-letter.ts';
import { draftLetter } from '../office/draft-letter.ts';
import { editLetter } from '../office/edit-letter.ts';
import { handOverLetter } from '../office/hand-over-letter.ts';
import { issueLetter } from '../office/issue-letter.ts';
import { readRegister } from '../office/read-register.ts';
import { refreshLetter } from '../office/refresh-letter.ts';
import { voidLetter } from '../office/void-letter.ts';
import { getLetter } from '../store/letters.ts';
import {
  DeliveryName,
  LetterBody,
  LetterChangesBody,
  OfficialKindName,
  OfficialStateName,
  letterBody,
  letterChangesBody,
} from './bodies/letter.ts';
import { refusals } from './bodies/problem.ts';
import { Attempt, ById, CycleName, Day, Done, Exactly, Uuid, Words } from './bodies/shapes.ts';
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
          paragraphs: Type.Array(Words(20_000), { maxItems: 200 }),
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

  app.post(
    '/letters/:id/approve',
    {
      schema: {
        ...common,
        operationId: 'approveLetter',
        summary: 'Duyệt dự thảo với số liệu mới nhất; chỉ lãnh đạo Sở, và phải đã xem những gì thay đổi',
        params: ById,
        body: Exactly({
          revision: Type.Integer(),
          seen: Type.Optional(Type.String({ maxLength: 64 })),
          keepsCriticism: Type.Optional(Type.Boolean()),
        }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'lead');
      await approveLetter(db, { ...request.body, letter: request.params.id, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/letters/:id/issue',
    {
      schema: {
        ...common,
        operationId: 'issueLetter',
        summary: 'Ban hành công văn đã duyệt: lấy số của sổ hoặc ghi số đã cấp; chỉ lãnh đạo Sở',
        params: ById,
        body: Exactly({
          number: Type.Optional(Words(100)),
          issuedOn: Day,
          delivery: Type.Optional(DeliveryName),
        }),
        response: { 200: Exactly({ number: Type.String() }), ...refusals },
      },
    },
    async (request) => {
      const actor = onlyStaff(request, 'lead');
      const { number, delivery = 'by_hand' } = request.body;
      const issuedOn = Temporal.PlainDate.from(request.body.issuedOn);
      const issue = { letter: request.params.id, number, issuedOn, delivery, build: letterDocument };
      return { number: await issueLetter(db, { ...issue, actor, at: clock.now() }) };
    },
  );

  app.post(
    '/letters/:id/hand-over',
    {
      schema: {
        ...common,
        operationId: 'handOverLetter',
        summary: 'Ghi nhận công văn đã gửi bằng cách khác, ví dụ qua hệ thống quản lý văn bản',
        params: ById,
        body: Exactly({ on: Day, how: Words(200) }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const on = Temporal.PlainDate.from(request.body.on);
      await handOverLetter(db, { letter: request.params.id, on, how: request.body.how, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/letters/:id/void',
    {
      schema: {
        ...common,
        operationId: 'voidLetter',
        summary: 'Hủy công văn, kèm lý do; số đã cấp giữ trong sổ, không cấp lại; chỉ lãnh đạo Sở',
        params: ById,
        body: Exactly({ reason: Words(1000) }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'lead');
      await voidLetter(db, { letter: request.params.id, reason: request.body.reason, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );
};
