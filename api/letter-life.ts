import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { longest } from '../domain/text-limits.ts';
import { letterDocument } from '../documents/letter-document.ts';
import { approveLetter } from '../office/approve-letter.ts';
import { handOverLetter } from '../office/hand-over-letter.ts';
import { issueLetter } from '../office/issue-letter.ts';
import { voidLetter } from '../office/void-letter.ts';
import { DeliveryName } from './bodies/letter.ts';
import { refusals } from './bodies/problem.ts';
import { ById, Day, Done, Exactly, Words } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { staffSecurity } from './security.ts';

/** What becomes of a drafted letter: approved, issued under a number, handed over, voided. */
export const letterLife: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['letters'], security: staffSecurity };

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
          number: Type.Optional(Words(longest.documentNumber)),
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
        body: Exactly({ on: Day, how: Words(longest.delivery) }),
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
        body: Exactly({ reason: Words(longest.voidReason) }),
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
