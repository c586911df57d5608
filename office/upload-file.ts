import { randomUUID } from 'node:crypto';
import type { AttachedFile } from '../domain/form.ts';
import { Refusal } from '../domain/refusal.ts';
import { listAttachments } from '../store/attachments.ts';
import type { Db, Tx } from '../store/connection.ts';
import { lockObligation } from '../store/obligations.ts';
import {
  appendPiece,
  deleteUploads,
  deleteUploadsBefore,
  getUpload,
  listUnfinished,
  settleUpload,
} from '../store/uploads.ts';
import { attachIn, largestFilesBytes, refuseChange, refuseSize } from './attach-file.ts';
import type { AttachFile } from './attach-file.ts';

/** How long a silent upload is kept; whoever resumes later begins anew. */
const keptHours = 24;

interface StartUpload {
  obligation: string;
  name: string;
  sizeBytes: number;
  at: Temporal.Instant;
}

/**
 * Begins to take a file piece by piece, and answers the upload's id. What has been silent for a day is taken away first, of
 * any agency; and of this one what has been silent longest, when all that is on its way would be more than a report may hold.
 * Refuses: `cycle.closed`, `obligation.accepted`, `file.too_large`, `file.no_room`.
 */
export function startUpload(db: Db, { obligation, name, sizeBytes, at }: StartUpload): Promise<string> {
  return db.transaction().execute(async (tx) => {
    refuseChange(await lockObligation(tx, obligation));
    refuseSize(sizeBytes, await listAttachments(tx, obligation));
    await deleteUploadsBefore(tx, at.subtract({ hours: keptHours }));
    await makeRoom(tx, obligation, sizeBytes);
    const id = randomUUID();
    await tx
      .insertInto('upload')
      .values({ id, obligation_id: obligation, name, size_bytes: sizeBytes, touched_at: at })
      .execute();
    return id;
  });
}

async function makeRoom(tx: Tx, obligation: string, sizeBytes: number): Promise<void> {
  const unfinished = await listUnfinished(tx, obligation);
  let together = unfinished.reduce((sum, each) => sum + each.size_bytes, sizeBytes);
  const leaving: string[] = [];
  for (const { id, size_bytes } of unfinished) {
    if (together <= largestFilesBytes) break;
    leaving.push(id);
    together -= size_bytes;
  }
  await deleteUploads(tx, leaving);
}

/**
 * Takes a piece of a file that goes on, and answers how much has come. The last piece is not taken here: a file is whole
 * only as an attachment. Refuses: `upload.not_found`, `upload.offset` when the piece does not begin where the upload stands.
 */
export function receivePiece(
  db: Db,
  piece: { obligation: string; upload: string; from: number; content: Uint8Array; at: Temporal.Instant },
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { sizeBytes } = await getUpload(tx, piece.obligation, piece.upload);
    const received = piece.from + piece.content.byteLength;
    if (received >= sizeBytes || !(await appendPiece(tx, piece))) throw new Refusal('upload.offset');
    return received;
  });
}

/**
 * Makes an attachment of a file that has come whole and was looked at. The same upload again: the same attachment.
 * Refuses: `upload.not_found`, and what `attachFile` refuses.
 */
export function finishUpload(db: Db, { upload, ...file }: AttachFile & { upload: string }): Promise<AttachedFile> {
  return db.transaction().execute(async (tx) => {
    await getUpload(tx, file.obligation, upload);
    const attached = await attachIn(tx, file);
    await settleUpload(tx, upload, attached.sha256);
    return attached;
  });
}

/** Drops a file on its way, or lets go of one that has become an attachment, which stays. Refuses: `upload.not_found`. */
export async function dropUpload(
  db: Db,
  { obligation, upload }: { obligation: string; upload: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await getUpload(tx, obligation, upload);
    await deleteUploads(tx, [upload]);
  });
}
