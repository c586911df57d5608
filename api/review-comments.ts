import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { longest } from '../domain/text-limits.ts';
import { commentReport, resolveComment } from '../office/comment-report.ts';
import { passPart, unpassPart } from '../office/pass-part.ts';
import { readSubmission } from '../office/read-submission.ts';
import { reopenReport } from '../office/reopen-report.ts';
import { CommentBody, commentBody } from './bodies/comment.ts';
import { refusals } from './bodies/problem.ts';
import { ById, Day, Done, Exactly, Moment, Uuid, Words } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { staffSecurity } from './security.ts';

const ReviewBody = Exactly({
  comments: Type.Array(CommentBody),
  /** By part: the version in which it passed, and whether it has changed since. */
  passed: Type.Array(
    Exactly({ part: Type.String(), version: Type.Integer(), passedAt: Moment, changed: Type.Boolean() }),
  ),
});

const ByPart = Type.Object({ id: Uuid, part: Type.String({ pattern: '^[\\w.-]{1,100}$', examples: ['sections.I'] }) });

/** What a reviewer does to a version before and after deciding: comments, parts that pass, opening it again. */
export const reviewComments: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['submissions'], security: staffSecurity };

  app.get(
    '/submissions/:id/review',
    {
      schema: {
        ...{ ...common, params: ById, operationId: 'readReview' },
        summary: 'Ý kiến thẩm tra về bản nộp, trả lời của cơ quan, các phần đã đạt',
        response: { 200: ReviewBody, ...refusals },
      },
    },
    async ({ params }) => {
      const { comments, standing } = await readSubmission(db, params.id);
      const passed = [...standing.values()].map(({ part, version, passedAt, changed }) => ({
        ...{ part, version, passedAt: passedAt.toString(), changed },
      }));
      return { comments: comments.map(commentBody), passed };
    },
  );

  app.post(
    '/submissions/:id/comments',
    {
      schema: {
        ...{ ...common, params: ById, operationId: 'commentReport' },
        summary: 'Nêu ý kiến về một phần của bản nộp mới nhất; ý kiến còn mở là lý do khi trả lại',
        body: Exactly({ field: Type.String({ maxLength: 200 }), words: Words(longest.reason) }),
        response: { 201: Exactly({ id: Uuid }), ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const said = { submission: request.params.id, ...request.body, actor, at: clock.now() };
      reply.code(201);
      return { id: await commentReport(db, said) };
    },
  );

  app.post(
    '/submissions/:id/comments/:comment/resolve',
    {
      schema: {
        ...{ ...common, params: Type.Object({ id: Uuid, comment: Uuid }), operationId: 'resolveComment' },
        summary: 'Ghi nhận một ý kiến đã được giải quyết',
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const { id: submission, comment } = request.params;
      await resolveComment(db, { submission, comment, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );

  app.put(
    '/submissions/:id/passed/:part',
    {
      schema: {
        ...{ ...common, params: ByPart, operationId: 'passPart' },
        summary: 'Ghi nhận một phần của bản nộp mới nhất đạt; khi trả lại, cơ quan không cần nhập lại phần đó',
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      await passPart(db, { submission: request.params.id, part: request.params.part, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/submissions/:id/passed/:part',
    {
      schema: {
        ...{ ...common, params: ByPart, operationId: 'unpassPart' },
        summary: 'Bỏ ghi nhận đạt của một phần',
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      await unpassPart(db, { submission: request.params.id, part: request.params.part, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/submissions/:id/reopen',
    {
      schema: {
        ...{ ...common, params: ById, operationId: 'reopenReport' },
        summary: 'Mở lại báo cáo đã chấp nhận, kèm lý do và hạn bổ sung (ngày làm việc)',
        body: Exactly({ reason: Words(longest.reason), correctionDue: Day }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const correctionDue = Temporal.PlainDate.from(request.body.correctionDue);
      const { reason } = request.body;
      await reopenReport(db, { submission: request.params.id, reason, correctionDue, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );
};
