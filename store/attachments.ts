import type { AttachedFile } from '../domain/form.ts';
import type { Db } from './connection.ts';

/** The files that an agency has put beside its report and not taken away. */
export async function listAttachments(db: Db, obligation: string): Promise<(AttachedFile & { id: string })[]> {
  const rows = await db
    .selectFrom('attachment')
    .innerJoin('file', 'file.sha256', 'attachment.sha256')
    .select(['attachment.id', 'attachment.name', 'attachment.sha256', 'file.size_bytes', 'file.media_type'])
    .select(['attachment.attached_at', 'attachment.signatures'])
    .where('obligation_id', '=', obligation)
    .where('withdrawn_at', 'is', null)
    .orderBy('attached_at')
    .orderBy('attachment.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    mediaType: row.media_type,
    attachedAt: row.attached_at.toString(),
    ...(row.signatures && { signatures: row.signatures }),
  }));
}
