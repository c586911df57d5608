import type { AttachedFile } from '../domain/form.ts';
import type { Db } from './connection.ts';

/** The files that an agency has put beside its report and not taken away. */
export async function listAttachments(db: Db, obligation: string): Promise<(AttachedFile & { id: string })[]> {
  const rows = await db
    .selectFrom('attachment')
    .innerJoin('file', 'file.sha256', 'attachment.sha256')
    .select(['attachment.id', 'attachment.name', 'attachment.sha256', 'file.size_bytes', 'file.media_type'])
    .where('obligation_id', '=', obligation)
    .where('withdrawn_at', 'is', null)
    .orderBy('attached_at')
    .orderBy('attachment.id')
    .execute();
  return rows.map(({ id, name, sha256, size_bytes, media_type }) => ({
    id,
    name,
    sha256,
    sizeBytes: size_bytes,
    mediaType: media_type,
  }));
}
