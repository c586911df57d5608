import multipart from '@fastify/multipart';
import type { Multipart } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { largestBodyBytes } from '../api/build-app.ts';
import { readParts } from '../api/read-parts.ts';
import { Refusal } from '../domain/refusal.ts';
import { largestFileBytes } from '../office/attach-file.ts';
import type { FormBody } from './forms.ts';

/** A report may come three times in its form: as it stands, as the typing began, and as somebody else wrote it. */
const largestFormBytes = 3 * largestBodyBytes;

/**
 * Takes forms with files, from those whom `demand` does not refuse: from others nothing is read. A file that is too large is
 * cut off and marked, and the form's texts are read all the same, so that nothing typed is lost with a refused file.
 */
export async function takeFiles(
  app: FastifyInstance,
  demand: (request: FastifyRequest) => unknown = () => undefined,
): Promise<void> {
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { fileSize: largestFileBytes, files: 1, fields: 3000, parts: 3001, fieldSize: largestBodyBytes },
  });
  app.addHook('preValidation', async (request) => {
    if (!request.isMultipart()) return;
    demand(request);
    request.body = await readForm(request);
  });
}

/** Reads a form with its texts and files. Refuses: `form.broken`, `form.too_large`. */
async function readForm(request: FastifyRequest): Promise<FormBody> {
  const fields = Object.create(null) as Record<string, string>;
  const files = Object.create(null) as FormBody['files'];
  let bytes = 0;
  const take = async (part: Multipart): Promise<void> => {
    if (part.type === 'file') {
      const content = await part.toBuffer();
      files[part.fieldname] = { name: part.filename, content, tooLarge: part.file.truncated };
      return;
    }
    const text = textOf(part.value);
    bytes += Buffer.byteLength(text);
    if (bytes > largestFormBytes || part.valueTruncated) {
      throw new Refusal('form.too_large', { limit: megabytes(largestFormBytes), each: megabytes(largestBodyBytes) });
    }
    fields[part.fieldname] = text;
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

const megabytes = (bytes: number): string => `${bytes / 1024 / 1024} MB`;
