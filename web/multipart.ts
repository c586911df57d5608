import multipart from '@fastify/multipart';
import type { Multipart } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readParts } from '../api/read-parts.ts';
import { Refusal } from '../domain/refusal.ts';
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
    if (request.isMultipart()) request.body = await readForm(request);
  });
}

/** Reads a form with its texts and files. Refuses: `form.broken`. */
async function readForm(request: FastifyRequest): Promise<FormBody> {
  const fields = Object.create(null) as Record<string, string>;
  const files = Object.create(null) as FormBody['files'];
  const take = async (part: Multipart): Promise<void> => {
    if (part.type === 'file') {
      const content = await part.toBuffer();
      files[part.fieldname] = { name: part.filename, content, tooLarge: part.file.truncated };
      return;
    }
    fields[part.fieldname] = textOf(part.value);
  };
  await readParts(request, take, broken);
  return { fields, files };
}

/** Forms bring texts; what calls itself JSON was read into something else, of any size. Refuses: `form.broken`. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw broken();
}

const broken = (): Refusal => new Refusal('form.broken');
