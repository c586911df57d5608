import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { longestNumber } from '../domain/paper-report.ts';
import { recordPaperReport } from '../office/record-paper-report.ts';
import { refusals } from './bodies/problem.ts';
import { PaperChannel, ReceiptBody, receiptBody } from './bodies/receipt.ts';
import { Attempt, ById, Day, Exactly, Words } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { staffSecurity } from './security.ts';

/** Reports that came on paper or by the document system (văn bản ngoài hệ thống), recorded in the agency's name. */
export const paperReports: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  app.post(
    '/obligations/:id/paper-reports',
    {
      schema: {
        tags: ['obligations'],
        security: staffSecurity,
        params: ById,
        operationId: 'recordPaperReport',
        summary: 'Ghi nhận thay cơ quan báo cáo gửi bằng văn bản giấy hoặc qua hệ thống quản lý văn bản',
        headers: Attempt,
        body: Exactly({
          channel: PaperChannel,
          number: Words(longestNumber),
          receivedOn: Day,
        }),
        response: { 201: ReceiptBody, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const { params, headers, body } = request;
      const receivedOn = Temporal.PlainDate.from(body.receivedOn);
      const attempt = headers['idempotency-key'];
      const record = { ...body, receivedOn, obligation: params.id, attempt, actor, at: clock.now() };
      reply.code(201);
      return receiptBody(await recordPaperReport(db, record));
    },
  );
};
