import type { FastifyRequest } from 'fastify';
import { inspectUpload } from '../documents/inspect-upload.ts';
import { Refusal } from '../domain/refusal.ts';

export interface Upload {
  name: string;
  mediaType: string;
  content: Uint8Array;
}

/** The one file of a multipart request, its kind found in its content. Refuses: `request.invalid`, `file.wrong_type`, `file.secret`. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw missing();
  let upload: Omit<Upload, 'mediaType'> | undefined;
  // To the end: a second file is refused by the parser's limits, not left out in silence.
  for await (const part of request.parts()) {
    if (part.type === 'file') upload = { name: part.filename.normalize('NFC').trim(), content: await part.toBuffer() };
  }
  if (!upload?.name || upload.name.length > 200 || upload.name.includes('\0')) throw missing();
  return { ...upload, ...(await inspectUpload(upload.name, upload.content)) };
}

const missing = (): Refusal =>
  new Refusal('request.invalid', { count: '1' }, [
    { field: 'file', message: 'Cần gửi một tệp (multipart/form-data) có tên không quá 200 ký tự.' },
  ]);
