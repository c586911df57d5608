import { createHash, randomUUID } from 'node:crypto';
import type { Actor } from '../domain/actor.ts';
import type { FileSignature } from '../domain/file-signature.ts';
import type { AttachedFile } from '../domain/form.ts';
import { Refusal } from '../domain/refusal.ts';
import { listAttachments } from '../store/attachments.ts';
import { record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { json } from '../store/json.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';

/** The largest file that is taken, in bytes. */
export const largestFileBytes = 20 * 1024 * 1024;

/** The most that the files beside one report may hold together. */
export const largestFilesBytes = 100 * 1024 * 1024;

export interface AttachFile {
  obligation: string;
  name: string;
  /** As found in the content, not as named. */
  mediaType: string;
  content: Uint8Array;
  /** What was found of its signatures; absent for a kind that bears none. */
  signatures?: readonly FileSignature[] | undefined;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Puts a file beside an agency's report; the same content again is the same file.
 * In: a file whose kind and markings were looked at. Refuses: `cycle.closed`, `obligation.accepted`, `file.too_large`,
 * `file.no_room`.
 */
export function attachFile(db: Db, file: AttachFile): Promise<AttachedFile> {
  return db.transaction().execute((tx) => attachIn(tx, file));
}

/** `attachFile` as part of a verb. */
export async function attachIn(tx: Tx, file: AttachFile): Promise<AttachedFile> {
  const { obligation, name, mediaType, content, signatures, actor, at } = file;
  const sha256 = createHash('sha256').update(content).digest('hex');
  const sizeBytes = content.byteLength;
  refuseChange(await lockObligation(tx, obligation));
  const attached = await listAttachments(tx, obligation);
  const known = attached.find((each) => each.sha256 === sha256);
  if (known) return known;
  refuseSize(sizeBytes, attached);
  await tx
    .insertInto('file')
    .values({ sha256, size_bytes: sizeBytes, media_type: mediaType, content, stored_at: at })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
  await tx
    .insertInto('attachment')
    .values({
      id: randomUUID(),
      obligation_id: obligation,
      sha256,
      name,
      attached_at: at,
      withdrawn_at: null,
      ...(signatures && { signatures: json(signatures) }),
    })
    .execute();
  await record(tx, { actor, at, verb: 'attach', subject: obligation, facts: { sha256 } });
  return { name, sha256, sizeBytes, mediaType, attachedAt: at.toString(), ...(signatures && { signatures }) };
}

/** Refuses what is too large by itself (`file.too_large`) or together with what is there (`file.no_room`). */
export function refuseSize(sizeBytes: number, attached: readonly AttachedFile[]): void {
  if (sizeBytes > largestFileBytes) throw new Refusal('file.too_large', { limit: '20 MB' });
  const left = largestFilesBytes - attached.reduce((sum, each) => sum + each.sizeBytes, 0);
  if (sizeBytes <= left) return;
  const tenths = Math.floor((Math.max(0, left) / 1024 / 1024) * 10);
  throw new Refusal('file.no_room', { left: `${Math.floor(tenths / 10)},${tenths % 10} MB` });
}

/**
 * Takes a file away from the report being written; versions already sent keep it.
 * Refuses: `file.not_found`, `cycle.closed`, `obligation.accepted`.
 */
export async function withdrawFile(
  db: Db,
  { obligation, sha256, actor, at }: { obligation: string; sha256: string; actor: Actor; at: Temporal.Instant },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    refuseChange(await lockObligation(tx, obligation));
    const { numUpdatedRows } = await tx
      .updateTable('attachment')
      .set({ withdrawn_at: at })
      .where('obligation_id', '=', obligation)
      .where('sha256', '=', sha256)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new Refusal('file.not_found');
    await record(tx, { actor, at, verb: 'withdraw-file', subject: obligation, facts: { sha256 } });
  });
}

/** Refuses a change of what is settled: `cycle.closed`, `obligation.accepted`. */
export function refuseChange({ closedAt, state }: OwedReport): void {
  if (closedAt) throw new Refusal('cycle.closed', { closedAt: closedAt.toString() });
  if (state === 'accepted') throw new Refusal('obligation.accepted');
}
