import type { Db } from '../store/connection.ts';
import { getFile } from '../store/files.ts';
import { getLetter } from '../store/letters.ts';
import { letterSheet } from './letter-sheet.ts';
import type { BuildDocument } from './letter-sheet.ts';

export interface LetterFile {
  name: string;
  mediaType: string;
  content: Buffer;
}

/** A letter's Word file: the one that was issued, or one made of the draft as it stands. Refuses: `letter.not_found`. */
export async function readLetterFile(db: Db, id: string, build: BuildDocument): Promise<LetterFile> {
  const row = await getLetter(db, id);
  const name = `${(row.number ?? `Du-thao-${row.kind}`).replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.docx`;
  if (row.document_sha256) return { ...(await getFile(db, row.document_sha256)), name };
  const content = Buffer.from(await build(await letterSheet(db, row)));
  return { name, content, mediaType: wordDocument };
}

/** The media type of a Word file. */
export const wordDocument = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
