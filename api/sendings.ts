import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Refusal } from '../domain/refusal.ts';
import { longest } from '../domain/text-limits.ts';
import { attachToSending } from '../office/attach-to-sending.ts';
import { withdrawSending } from '../office/withdraw-sending.ts';
import { getFile } from '../store/files.ts';
import { getSending, listReceivers, listSendings } from '../store/sendings.ts';
import { SendingBody, sendingBody } from './bodies/compilation.ts';
import { download, refusals } from './bodies/problem.ts';
import { ByCycle, ById, Day, Done, Exactly, Words } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { examineUpload } from './examine-upload.ts';
import { onlyStaff } from './identity.ts';
import { readUpload } from './read-upload.ts';
import { staffSecurity } from './security.ts';
import { sendFile } from './send-file.ts';

const StandingBody = Exactly({
  receivers: Type.Array(
    Exactly({
      receiver: Type.String(),
      due: Day,
      basis: Type.String(),
      sent: Type.Boolean({ description: 'Đã ghi nhận một lần gửi còn giá trị.' }),
    }),
  ),
  sendings: Type.Array(SendingBody),
});

/** The id of a path that was not validated, since its body is a file. Refuses: `sending.not_found`. */
function uuidIn({ id }: { id: string }): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new Refusal('sending.not_found');
  return id;
}

/** What goes up of a cycle: the receivers with their dates, and the sendings that were recorded. */
export const sendings: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, clock } = deps;
  const common = { tags: ['compilations'], security: staffSecurity };

  app.get(
    '/cycles/:regime/:term/sendings',
    {
      schema: {
        ...common,
        operationId: 'listSendings',
        summary: 'Các nơi nhận báo cáo tổng hợp, hạn gửi từng nơi, và các lần gửi đã ghi nhận',
        params: ByCycle,
        response: { 200: StandingBody, ...refusals },
      },
    },
    async ({ params }) => {
      const cycle = `${params.regime}/${params.term}`;
      const receivers = await listReceivers(db, cycle);
      return {
        receivers: receivers.map(({ receiver, due, basis, sendings: sent }) => ({
          ...{ receiver, due: due.toString(), basis, sent: sent.length > 0 },
        })),
        sendings: (await listSendings(db, cycle)).map(sendingBody),
      };
    },
  );

  app.post(
    '/sendings/:id/withdraw',
    {
      schema: {
        ...common,
        operationId: 'withdrawSending',
        summary: 'Thu hồi việc ghi nhận một lần gửi, kèm lý do; lần gửi vẫn lưu trong hồ sơ',
        params: ById,
        body: Exactly({ reason: Words(longest.shortReason) }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const { reason } = request.body;
      await withdrawSending(db, { sending: request.params.id, reason, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/sendings/:id/file',
    {
      // The body's shape is for the description; the file itself is read by `readUpload`.
      validatorCompiler: () => () => true,
      schema: {
        ...common,
        operationId: 'attachToSending',
        summary: 'Lưu văn bản đã ký của một lần gửi (PDF, DOCX); đã có thì giữ nguyên',
        consumes: ['multipart/form-data'],
        params: ById,
        body: Exactly({ file: Type.String({ format: 'binary' }) }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const { id, cycle_id: subject } = await getSending(db, uuidIn(request.params));
      const upload = await readUpload(request);
      const examined = await examineUpload(deps, upload, { subject, actor, log: request.log });
      await attachToSending(db, { sending: id, file: { ...upload, ...examined }, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/sendings/:id/file',
    {
      schema: {
        ...common,
        operationId: 'readSentFile',
        summary: 'Văn bản đã ký của một lần gửi',
        params: ById,
        response: download('application/pdf'),
      },
    },
    async ({ params }, reply) => {
      const { sha256, file_name } = await getSending(db, params.id);
      return sendFile(reply, { ...(await getFile(db, sha256 ?? '')), name: file_name ?? '' });
    },
  );
};
