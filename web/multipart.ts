import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { largestFileBytes } from '../office/attach-file.ts';
import type { FormBody } from './forms.ts';

/**
 * Takes forms with files. A file that is too large is cut off and marked, and the form's texts are read all the same, so
 * that nothing typed is lost with a refused file.
 */
export async function takeFiles(app: FastifyInstance): Promise<void> {
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { fileSize: largestFileBytes, files: 1, fields: 3000, parts: 3001, fieldSize: 1_000_000 },
  });
  app.addHook('preValidation', async (request) => {
    if (request.isMultipart()) request.body = await readParts(request);
  });
}

async function readParts(request: FastifyRequest): Promise<FormBody> {
  const fields = Object.create(null) as Record<string, string>;
  const files = Object.create(null) as FormBody['files'];
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const content = await part.toBuffer();
      files[part.fieldname] = { name: part.filename, content, tooLarge: part.file.truncated };
    } else {
      fields[part.fieldname] = String(part.value);
    }
  }
  return { fields, files };
}
