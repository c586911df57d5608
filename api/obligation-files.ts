import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { attachFile, withdrawFile } from '../office/attach-file.ts';
import { FileBody, fileBody } from './bodies/file.ts';
import { refusals } from './bodies/problem.ts';
import { Done, Exactly, Sha256 } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { examineUpload } from './examine-upload.ts';
import { onlyAgency } from './link-bearer.ts';
import { linkLimit } from './rate-limits.ts';
import { readUpload } from './read-upload.ts';
import { linkSecurity } from './security.ts';

/** The files beside the report that an agency is writing. */
export const obligationFiles: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, clock } = deps;
  const common = { tags: ['obligation'], security: linkSecurity };
  const config = { rateLimit: linkLimit };

  app.post(
    '/obligation/files',
    {
      config,
      // The body's shape is for the description; the file itself is read by `readUpload`.
      validatorCompiler: () => () => true,
      schema: {
        ...common,
        operationId: 'attachFile',
        summary: 'Đính kèm một tệp PDF, DOCX, XLSX hoặc ảnh, tối đa 20 MB (cùng nhau 100 MB), không mang dấu mật',
        consumes: ['multipart/form-data'],
        body: Exactly({ file: Type.String({ format: 'binary' }) }),
        response: { 201: FileBody, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyAgency(request);
      const upload = await readUpload(request);
      const examined = await examineUpload(deps, upload, { subject: actor.obligation, actor, log: request.log });
      const given = { obligation: actor.obligation, ...upload, ...examined };
      const file = await attachFile(db, { ...given, actor, at: clock.now() });
      reply.code(201);
      return fileBody(file);
    },
  );

  app.delete(
    '/obligation/files/:sha256',
    {
      config,
      schema: {
        ...common,
        operationId: 'withdrawFile',
        summary: 'Rút một tệp khỏi báo cáo đang soạn; các bản đã nộp giữ nguyên',
        params: Type.Object({ sha256: Sha256 }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyAgency(request);
      const { sha256 } = request.params;
      await withdrawFile(db, { obligation: actor.obligation, sha256, actor, at: clock.now() });
      return reply.code(204).send(null);
    },
  );
};
