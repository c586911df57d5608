import type { FastifyRequest } from 'fastify';
import { keptName } from '../domain/file-name.ts';
import { Refusal } from '../domain/refusal.ts';
import { readParts } from './read-parts.ts';

export interface Upload {
  name: string;
  content: Uint8Array;
}

/** The one file of a multipart request. Refuses: `request.invalid`. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  let file: Upload | undefined;
  if (request.isMultipart()) {
    await readParts(
      request,
      async (part) => {
        if (part.type === 'file') file = { name: part.filename, content: await part.toBuffer() };
      },
      missing,
    );
  }
  const name = file && keptName(file.name);
  if (!file || !name) throw missing();
  return { name, content: file.content };
}

const missing = (): Refusal =>
  new Refusal('request.invalid', { count: '1' }, [
    { field: 'file', message: 'Cần gửi trọn vẹn một tệp (multipart/form-data) có tên không quá 200 ký tự.' },
  ]);
