import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { letterDocument } from '../documents/letter-document.ts';
import { wordDocument } from '../documents/report-outline.ts';
import { readLetterFile } from '../office/read-letter-file.ts';
import { attachSigned } from '../office/sign-letter.ts';
import { download, refusals } from './bodies/problem.ts';
import { ById, Done } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { examineUpload } from './examine-upload.ts';
import { onlyStaff } from './identity.ts';
import { readUpload } from './read-upload.ts';
import { staffSecurity } from './security.ts';
import { sendFile } from './send-file.ts';

/** A letter's files: the Word file, as issued once it is, and the signed PDF. */
export const letterFiles: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, clock } = deps;
  const common = { tags: ['letters'], security: staffSecurity, params: ById };

  app.get(
    '/letters/:id/letter.docx',
    {
      schema: {
        ...common,
        operationId: 'downloadLetter',
        summary: 'Công văn dạng Word theo thể thức Nghị định 30/2020; bản đã ban hành được giữ nguyên',
        response: download(wordDocument),
      },
    },
    async ({ params }, reply) => sendFile(reply, await readLetterFile(db, params.id, letterDocument)),
  );

  app.post(
    '/letters/:id/signed',
    {
      schema: {
        ...common,
        operationId: 'attachSignedLetter',
        summary: 'Tải lên bản ký số (PDF) của công văn đã ban hành; công văn chờ bản ký được gửi ngay',
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const upload = await readUpload(request);
      const examined = await examineUpload(deps, upload, { subject: request.params.id, actor, log: request.log });
      await attachSigned(db, {
        letter: request.params.id,
        file: { ...upload, ...examined },
        actor,
        at: clock.now(),
      });
      return reply.code(204).send(null);
    },
  );
};
