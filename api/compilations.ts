import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Refusal } from '../domain/refusal.ts';
import { longest } from '../domain/text-limits.ts';
import { wordDocument } from '../office/finish-compilation.ts';
import { readCompilationView } from '../office/read-compilation-view.ts';
import { recordSending } from '../office/record-sending.ts';
import { cancelCompilation } from '../office/start-compilation.ts';
import { listSendings } from '../store/sendings.ts';
import { getCompilation } from '../store/compilations.ts';
import { compilationViewBody } from './bodies/compilation-view.ts';
import { CompilationDetail, compilationBody, sendingBody } from './bodies/compilation.ts';
import { download, refusals } from './bodies/problem.ts';
import { ById, Day, Done, Exactly, Moment, Words } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { getFile } from '../store/files.ts';
import { staffSecurity } from './security.ts';
import { sendFile } from './send-file.ts';

/** The compilation runs (lần tổng hợp). */
export const compilations: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['compilations'], security: staffSecurity, params: ById };

  app.get(
    '/compilations/:id',
    {
      schema: {
        ...common,
        operationId: 'readCompilation',
        summary: 'Một lần tổng hợp: tiến độ, nguồn, việc ban hành và gửi',
        response: { 200: CompilationDetail, ...refusals },
      },
    },
    async ({ params }) => {
      const view = await readCompilationView(db, params.id);
      const { run, sources } = view;
      const sendings = await listSendings(db, run.cycle_id);
      return {
        ...compilationBody(run),
        sources: sources.map((source) => ({
          submission: source.id,
          agency: source.agency_code,
          receipt: source.receipt_code,
          version: source.version,
          sha256: source.sha256,
        })),
        ...compilationViewBody(view),
        sendings: sendings.filter((each) => each.compilation_id === run.id).map(sendingBody),
      };
    },
  );

  app.get(
    '/compilations/:id/report.docx',
    {
      schema: {
        ...common,
        operationId: 'readCompiledReport',
        summary: 'Báo cáo tổng hợp, tệp Word',
        response: download(wordDocument),
      },
    },
    async ({ params }, reply) => {
      const { cycle_id, number, file_sha256 } = await getCompilation(db, params.id);
      if (!file_sha256) throw new Refusal('compilation.not_ready');
      const name = `Báo cáo tổng hợp ${cycle_id.replace('/', '-')} lần ${number}.docx`;
      return sendFile(reply, { name, ...(await getFile(db, file_sha256)) });
    },
  );

  app.post(
    '/compilations/:id/cancel',
    {
      schema: {
        ...common,
        operationId: 'cancelCompilation',
        summary: 'Hủy một lần tổng hợp đang chạy',
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      await cancelCompilation(db, { compilation: request.params.id, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/compilations/:id/sendings',
    {
      schema: {
        ...common,
        operationId: 'recordSending',
        summary: 'Ghi nhận báo cáo tổng hợp đã ban hành và gửi đến một nơi nhận',
        body: Exactly({
          documentNumber: Words(longest.documentNumber),
          issuedOn: Day,
          receiver: Words(longest.receiver),
          channel: Words(longest.receiver),
          sentAt: Type.Optional(Moment),
        }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const issuedOn = Temporal.PlainDate.from(request.body.issuedOn);
      const { sentAt: moment, ...given } = request.body;
      const sentAt = moment === undefined ? undefined : Temporal.Instant.from(moment);
      await recordSending(db, {
        ...{ ...given, compilation: request.params.id, issuedOn, sentAt, actor, at: clock.now() },
      });
      return reply.code(204).send(null);
    },
  );
};
