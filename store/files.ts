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

/** Stores a file; the same content again is the same file. */
export async function putFile(
  db: Db,
  { sha256, mediaType, content, at }: { sha256: string; mediaType: string; content: Uint8Array; at: Temporal.Instant },
): Promise<void> {
  await db
    .insertInto('file')
    .values({ sha256, size_bytes: content.byteLength, media_type: mediaType, content, stored_at: at })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
}
