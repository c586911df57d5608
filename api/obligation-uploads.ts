import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Refusal } from '../domain/refusal.ts';
import { largestFileBytes } from '../office/attach-file.ts';
import { dropUpload, startUpload } from '../office/upload-file.ts';
import { getUpload } from '../store/uploads.ts';
import { refusals } from './bodies/problem.ts';
import { ById, Done } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyAgency } from './link-bearer.ts';
import { linkLimit } from './rate-limits.ts';
import { readMetadata } from './read-upload-metadata.ts';
import { receiveUpload } from './receive-upload.ts';
import { linkSecurity } from './security.ts';

const version = '1.0.0';
const base = '/obligation/uploads';
/** The type of a piece of a file, by the protocol. */
const pieceType = 'application/offset+octet-stream';

/** A count in a header. */
const Count = Type.String({ pattern: '^\\d{1,15}$' });

/**
 * Files that arrive in pieces and go on after a lost connection: the tus protocol 1.0.0, with `creation` and `termination`,
 * so that any tus client can send. The last piece makes the file an attachment, or is refused.
 */
export const obligationUploads: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, clock } = deps;
  const common = { tags: ['obligation'], security: linkSecurity };
  const config = { rateLimit: linkLimit };
  // The bytes are read by the route, as they come.
  app.addContentTypeParser(pieceType, (_request, _payload, done) => done(null));
  app.addHook('onSend', async (_request, reply, payload) => {
    void reply.header('tus-resumable', version);
    return payload;
  });
  app.addHook('preHandler', async (request) => {
    if (request.method === 'OPTIONS') return;
    if (request.headers['tus-resumable'] !== version) throw new Refusal('upload.version');
  });

  app.options(
    base,
    {
      config,
      schema: {
        ...common,
        operationId: 'describeUploads',
        summary: 'Cách tải tệp từng phần: giao thức tus 1.0.0',
        response: { 204: Done, ...refusals },
      },
    },
    async (_request, reply) => tus(reply, 204, { 'tus-version': version, 'tus-extension': 'creation,termination' }),
  );

  app.post(
    base,
    {
      config,
      schema: {
        ...common,
        operationId: 'startUpload',
        summary:
          'Bắt đầu tải một tệp từng phần (tus): Upload-Length, và Upload-Metadata có filename; HEAD của Location cho biết đã nhận bao nhiêu',
        headers: Type.Object({ 'upload-length': Count, 'upload-metadata': Type.String({ maxLength: 4000 }) }),
        response: { 201: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const { obligation } = onlyAgency(request);
      const sizeBytes = Number(request.headers['upload-length']);
      const { name } = readMetadata(request.headers['upload-metadata'], sizeBytes);
      const id = await startUpload(db, { obligation, name, sizeBytes, at: clock.now() });
      return tus(reply, 201, { location: `${request.url.split('?')[0]}/${id}` });
    },
  );

  app.head(
    `${base}/:id`,
    {
      config,
      schema: {
        ...common,
        operationId: 'findUpload',
        summary: 'Đã nhận được bao nhiêu byte của tệp đang tải',
        params: ById,
        response: { 200: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const { obligation } = onlyAgency(request);
      const { receivedBytes, sizeBytes } = await getUpload(db, obligation, request.params.id);
      return tus(reply, 200, { 'upload-offset': receivedBytes, 'upload-length': sizeBytes });
    },
  );

  app.patch(
    `${base}/:id`,
    {
      config,
      schema: {
        ...common,
        operationId: 'continueUpload',
        summary: 'Gửi phần tiếp theo của tệp từ Upload-Offset; phần cuối thành tệp đính kèm',
        params: ById,
        headers: Type.Object({ 'upload-offset': Count, 'content-type': Type.Literal(pieceType) }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const agency = onlyAgency(request);
      const from = Number(request.headers['upload-offset']);
      const received = await receiveUpload(deps, request, { agency, id: request.params.id, from });
      return tus(reply, 204, { 'upload-offset': received });
    },
  );

  app.delete(
    `${base}/:id`,
    {
      config,
      schema: {
        ...common,
        operationId: 'dropUpload',
        summary: 'Thôi tải một tệp; phần đã nhận bị xóa',
        params: ById,
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const { obligation } = onlyAgency(request);
      await dropUpload(db, { obligation, upload: request.params.id });
      return tus(reply, 204, {});
    },
  );
};

const tus = (reply: FastifyReply, status: number, headers: Record<string, string | number>): FastifyReply =>
  reply
    .code(status)
    .headers({ 'tus-max-size': largestFileBytes, 'cache-control': 'no-store', ...headers })
    .send(null);
