import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox, Static } from '@fastify/type-provider-typebox';
import { keptName, longestFileName } from '../domain/file-name.ts';
import { longestNumber } from '../domain/paper-report.ts';
import { Refusal } from '../domain/refusal.ts';
import { largestFileBytes } from '../office/attach-file.ts';
import { recordPaperReport } from '../office/record-paper-report.ts';
import { refusals } from './bodies/problem.ts';
import { PaperChannel, ReceiptBody, receiptBody } from './bodies/receipt.ts';
import { Attempt, ById, Day, Exactly, Words } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { examineUpload } from './examine-upload.ts';
import type { Bringer } from './examine-upload.ts';
import { onlyStaff } from './identity.ts';
import { staffSecurity } from './security.ts';

const Scanned = Exactly(
  { name: Words(longestFileName), content: Type.String({ contentEncoding: 'base64' }) },
  'Bản quét của văn bản, tối đa 20 MB, không mang dấu mật.',
);

/** Reads a scan and looks into it, as into every file. Refuses: `request.invalid`, and what `examineUpload` refuses. */
async function examineScan(deps: Deps, { name: given, content: base64 }: Static<typeof Scanned>, bringer: Bringer) {
  const name = keptName(given);
  if (!name) throw invalid('scan.name', `Tên tệp cần từ 1 đến ${longestFileName} ký tự, không có ký tự điều khiển.`);
  const content = bytesOf(base64);
  if (!content) throw invalid('scan.content', 'Nội dung tệp cần được mã hóa base64, trọn vẹn.');
  if (content.byteLength > largestFileBytes) throw new Refusal('file.too_large', { limit: '20 MB' });
  return { name, content, ...(await examineUpload(deps, { name, content }, bringer)) };
}

const invalid = (field: string, message: string): Refusal =>
  new Refusal('request.invalid', { count: '1' }, [{ field, message }]);

/** A strict reading: what is not wholly base64 is not taken as what could be read of it. */
function bytesOf(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.fromBase64(base64);
  } catch {
    return undefined;
  }
}

/** Reports that came on paper or by the document system (văn bản ngoài hệ thống), recorded in the agency's name. */
export const paperReports: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, clock } = deps;

  app.post(
    '/obligations/:id/paper-reports',
    {
      // A scan in base64 is a third longer than itself.
      bodyLimit: Math.ceil((largestFileBytes * 4) / 3) + 10_000,
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
          scan: Type.Optional(Scanned),
        }),
        response: { 201: ReceiptBody, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const { params, headers, body, log } = request;
      const receivedOn = Temporal.PlainDate.from(body.receivedOn);
      const attempt = headers['idempotency-key'];
      const scan = body.scan && (await examineScan(deps, body.scan, { subject: params.id, actor, log }));
      const record = { ...body, receivedOn, scan, obligation: params.id, attempt, actor, at: clock.now() };
      reply.code(201);
      return receiptBody(await recordPaperReport(db, record));
    },
  );
};
