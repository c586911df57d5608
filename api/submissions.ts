import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Refusal } from '../domain/refusal.ts';
import { acceptReport, returnReport } from '../office/review-report.ts';
import { getObligation } from '../store/obligations.ts';
import { getSubmission } from '../store/submissions.ts';
import { download, refusals } from './bodies/problem.ts';
import { Reason } from './bodies/review.ts';
import { ById, Day, Done, Exactly, Sha256, Uuid } from './bodies/shapes.ts';
import { SubmissionBody, submissionBody } from './bodies/submission.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { getFile } from '../store/files.ts';
import { staffSecurity } from './security.ts';
import { sendFile } from './send-file.ts';

/** The versions that agencies have sent (bản nộp): reading and reviewing them. */
export const submissions: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['submissions'], security: staffSecurity, params: ById };

  app.get(
    '/submissions/:id',
    {
      schema: {
        ...common,
        operationId: 'readSubmission',
        summary: 'Một bản nộp: nội dung, xác nhận tiếp nhận, kết quả thẩm tra',
        response: { 200: SubmissionBody, ...refusals },
      },
    },
    async ({ params }) => {
      const submission = await getSubmission(db, params.id);
      return submissionBody(submission, await getObligation(db, submission.obligation_id));
    },
  );

  app.get(
    '/submissions/:id/files/:sha256',
    {
      schema: {
        ...common,
        operationId: 'readSubmittedFile',
        summary: 'Một tệp kèm theo bản nộp',
        params: Type.Object({ id: Uuid, sha256: Sha256 }),
        response: download('application/octet-stream'),
      },
    },
    async ({ params }, reply) => {
      const { content } = await getSubmission(db, params.id);
      const attached = content.attachments.find((file) => file.sha256 === params.sha256);
      if (!attached) throw new Refusal('file.not_found');
      return sendFile(reply, { name: attached.name, ...(await getFile(db, attached.sha256)) });
    },
  );

  app.post(
    '/submissions/:id/accept',
    {
      schema: {
        ...common,
        operationId: 'acceptReport',
        summary: 'Chấp nhận bản nộp mới nhất',
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      await acceptReport(db, { submission: request.params.id, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/submissions/:id/return',
    {
      schema: {
        ...common,
        operationId: 'returnReport',
        summary: 'Trả lại bản nộp mới nhất, kèm lý do và hạn bổ sung',
        body: Exactly({ reasons: Type.Array(Reason, { maxItems: 100 }), correctionDue: Day }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const { reasons } = request.body;
      const correctionDue = Temporal.PlainDate.from(request.body.correctionDue);
      await returnReport(db, { submission: request.params.id, reasons, correctionDue, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );
};
