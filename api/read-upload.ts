import type { FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';

export interface Upload {
  name: string;
  content: Uint8Array;
}

/** The one file of a multipart request. Refuses: `request.invalid`. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  const part = request.isMultipart() ? await readPart(request) : undefined;
  if (!part?.name || part.name.length > 200 || part.name.includes('\0')) throw missing();
  return part;
}

/** Reads to the end: a second file is refused by the parser's limits, not left out in silence. */
async function readPart(request: FastifyRequest): Promise<Upload | undefined> {
  let file: Upload | undefined;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') file = { name: part.filename.normalize('NFC').trim(), content: await part.toBuffer() };
    }
  } catch (error) {
    // Limits are told by their status; the parser throws plain errors for what breaks off or is no multipart at all.
    if (error instanceof Error && 'statusCode' in error) throw error;
    throw missing();
  }
  return file;
}

const missing = (): Refusal =>
  new Refusal('request.invalid', { count: '1' }, [
    { field: 'file', message: 'Cần gửi trọn vẹn một tệp (multipart/form-data) có tên không quá 200 ký tự.' },
  ]);
