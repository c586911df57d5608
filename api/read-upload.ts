import type { FastifyRequest } from 'fastify';
import { inspectUpload } from '../documents/inspect-upload.ts';
import { Refusal } from '../domain/refusal.ts';

/** The one file of a multipart request, its kind found in its content. Refuses: `request.invalid`, `file.wrong_type`, `file.secret`. */
export async function readUpload(
  request: FastifyRequest,
): Promise<{ name: string; mediaType: string; content: Uint8Array }> {
  const part = request.isMultipart() ? await request.file() : undefined;
  if (!part) throw missing();
  const content = await part.toBuffer();
  const name = part.filename.normalize('NFC').trim();
  if (!name || name.length > 200 || name.includes('\0')) throw missing();
  const { mediaType } = await inspectUpload(name, content);
  return { name, mediaType, content };
}

const missing = (): Refusal =>
  new Refusal('request.invalid', { count: '1' }, [
    { field: 'file', message: 'Cần gửi một tệp (multipart/form-data, trường "file") có tên không quá 200 ký tự.' },
  ]);
