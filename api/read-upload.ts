import type { FastifyRequest } from 'fastify';
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
        if (part.type === 'file')
          file = { name: part.filename.normalize('NFC').trim(), content: await part.toBuffer() };
      },
      missing,
    );
  }
  if (!file?.name || file.name.length > 200 || file.name.includes('\0')) {
    throw missing();
  }
  return file;
}

const missing = (): Refusal =>
  new Refusal('request.invalid', { count: '1' }, [
    { field: 'file', message: 'Cần gửi trọn vẹn một tệp (multipart/form-data) có tên không quá 200 ký tự.' },
  ]);
