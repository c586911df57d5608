import { Refusal } from '../domain/refusal.ts';
import type { Db, Tx } from './connection.ts';

/** A file on its way, or the one that it became. */
export interface Upload {
  id: string;
  name: string;
  sizeBytes: number;
  receivedBytes: number;
  sha256: string | undefined;
}

/** An upload of that obligation. Refuses: `upload.not_found`. */
export async function getUpload(db: Db, obligation: string, id: string): Promise<Upload> {
  const row = await db
    .selectFrom('upload')
    .selectAll()
    .where('id', '=', id)
    .where('obligation_id', '=', obligation)
    .executeTakeFirst();
  if (!row) throw new Refusal('upload.not_found');
  return {
    id: row.id,
    name: row.name,
    sizeBytes: row.size_bytes,
    receivedBytes: row.received_bytes,
    sha256: row.sha256 ?? undefined,
  };
}

/** An obligation's uploads that are not done, the one that has been silent longest first. */
export function listUnfinished(tx: Tx, obligation: string): Promise<{ id: string; size_bytes: number }[]> {
  return tx
    .selectFrom('upload')
    .select(['id', 'size_bytes'])
    .where('obligation_id', '=', obligation)
    .where('sha256', 'is', null)
    .orderBy('touched_at')
    .orderBy('id')
    .execute();
}

/** Appends a piece where the upload stands; false when it stands elsewhere, or is gone. */
export async function appendPiece(
  tx: Tx,
  { upload, from, content, at }: { upload: string; from: number; content: Uint8Array; at: Temporal.Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('upload')
    .set({ received_bytes: from + content.byteLength, touched_at: at })
    .where('id', '=', upload)
    .where('received_bytes', '=', from)
    .where('sha256', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await tx.insertInto('upload_piece').values({ upload_id: upload, from_byte: from, content }).execute();
  return true;
}

/** What has come of a file so far. */
export async function readPieces(db: Db, upload: string): Promise<Buffer> {
  const rows = await db
    .selectFrom('upload_piece')
    .select('content')
    .where('upload_id', '=', upload)
    .orderBy('from_byte')
    .execute();
  return Buffer.concat(rows.map(({ content }) => content));
}

/** Notes what an upload became; its pieces are the file's now. */
export async function settleUpload(tx: Tx, upload: string, sha256: string): Promise<void> {
  await tx.deleteFrom('upload_piece').where('upload_id', '=', upload).execute();
  await tx
    .updateTable('upload')
    .set((row) => ({ sha256, received_bytes: row.ref('size_bytes') }))
    .where('id', '=', upload)
    .execute();
}

/** Takes uploads away, with their pieces. */
export async function deleteUploads(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.deleteFrom('upload').where('id', 'in', ids).execute();
}

/** Takes away what nobody has touched since then, of any agency. */
export async function deleteUploadsBefore(tx: Tx, moment: Temporal.Instant): Promise<void> {
  await tx.deleteFrom('upload').where('touched_at', '<', moment).execute();
}
