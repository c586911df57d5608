import { Refusal } from '../domain/refusal.ts';
import type { Db } from './connection.ts';

/** A stored file. Refuses: `file.not_found`. */
export async function getFile(db: Db, sha256: string): Promise<{ mediaType: string; content: Buffer }> {
  const row = await db
    .selectFrom('file')
    .select(['media_type', 'content'])
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  if (!row) throw new Refusal('file.not_found');
  return { mediaType: row.media_type, content: Buffer.from(row.content) };
}
