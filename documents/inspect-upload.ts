import { fileTypeFromBuffer } from 'file-type';
import { Refusal } from '../domain/refusal.ts';
import { findMarking } from './upload/find-marking.ts';
import type { Kind } from './upload/find-marking.ts';
import { hasOtherFace } from './upload/other-face.ts';
import { markingInName } from './upload/secrecy-marking.ts';

/** The kinds that are taken, by the media type of the content. */
const kinds: Record<string, Kind | 'picture'> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'excel',
  'image/png': 'picture',
  'image/jpeg': 'picture',
  'image/webp': 'picture',
  'image/tiff': 'picture',
  'image/heic': 'picture',
};

/**
 * Looks at a file before it is stored, and answers its kind by its content, whatever its name says.
 * Refuses: `file.wrong_type` for anything but PDF, DOCX, XLSX and pictures, a damaged one of the middle two, or one that is
 * something else as well; `file.active` for a document with macros; `file.secret` for a document that bears a marking of
 * state secrecy in its text or its name; `file.too_large` for one that unfolds too far.
 * A PDF whose text cannot be read (a scan, a password, damage) passes, as pictures do: a marking in a picture is for people
 * to see.
 * Source: Luật Bảo vệ bí mật nhà nước 2018 Đ.8 (the three grades); such documents never go through this system.
 */
export async function inspectUpload(name: string, content: Uint8Array): Promise<{ mediaType: string }> {
  const mediaType = (await fileTypeFromBuffer(content))?.mime ?? '';
  const kind = kinds[mediaType];
  if (!kind) throw new Refusal('file.wrong_type');
  const named = markingInName(name);
  if (named) throw new Refusal('file.secret', { marking: named });
  if (hasOtherFace(content, kind === 'word' || kind === 'excel' ? 'office' : kind)) {
    throw new Refusal('file.wrong_type');
  }
  if (kind === 'picture') return { mediaType };
  const { marking, trouble } = await findMarking(content, kind);
  if (marking) throw new Refusal('file.secret', { marking });
  if (trouble === 'holds_macro') throw new Refusal('file.active');
  if (trouble === 'unfolds_too_far') throw new Refusal('file.too_large', { limit: '100 MB sau khi giải nén' });
  if (trouble && kind !== 'pdf') throw new Refusal('file.wrong_type');
  return { mediaType };
}
