import { createHash, randomUUID } from 'node:crypto';
import type { Actor } from '../domain/actor.ts';
import type { AttachedFile } from '../domain/form.ts';
import { Refusal } from '../domain/refusal.ts';
import { listAttachments } from '../store/attachments.ts';
import { record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';

/** The largest file that is taken, in bytes. */
export const largestFileBytes = 20 * 1024 * 1024;

export interface AttachFile {
  obligation: string;
  name: string;
  /** As found in the content, not as named. */
  mediaType: string;
  content: Uint8Array;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Puts a file beside an agency's report; the same content again is the same file.
 * In: a file whose kind and markings were looked at. Refuses: `cycle.closed`, `obligation.accepted`, `file.too_large`.
 */
export function attachFile(
  db: Db,
  { obligation, name, mediaType, content, actor, at }: AttachFile,
): Promise<AttachedFile> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const sizeBytes = content.byteLength;
  return db.transaction().execute(async (tx) => {
    refuseChange(await lockObligation(tx, obligation));
    if (sizeBytes > largestFileBytes) throw new Refusal('file.too_large', { limit: '20 MB' });
    const known = (await listAttachments(tx, obligation)).find((file) => file.sha256 === sha256);
    if (known) return known;
    await tx
      .insertInto('file')
      .values({ sha256, size_bytes: sizeBytes, media_type: mediaType, content, stored_at: at })
      .onConflict((conflict) => conflict.column('sha256').doNothing())
      .execute();
    await tx
      .insertInto('attachment')
      .values({ id: randomUUID(), obligation_id: obligation, sha256, name, attached_at: at, withdrawn_at: null })
      .execute();
    await record(tx, { actor, at, verb: 'attach', subject: obligation, facts: { sha256 } });
    return { name, sha256, sizeBytes, mediaType };
  });
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

function refuseChange({ closedAt, state }: OwedReport): void {
  if (closedAt) throw new Refusal('cycle.closed', { closedAt: closedAt.toString() });
  if (state === 'accepted') throw new Refusal('obligation.accepted');
}
