import { createHash } from 'node:crypto';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import type { FileSignature } from '../domain/file-signature.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { putFile } from '../store/files.ts';
import { json } from '../store/json.ts';
import { getLetter, lockLetter } from '../store/letters.ts';
import { largestFileBytes } from './attach-file.ts';
import { lockStanding } from './list-missing.ts';
import { sendLetter } from './send-letter.ts';

export interface SignedFile {
  name: string;
  /** As found in the content, not as named. */
  mediaType: string;
  content: Uint8Array;
  signatures?: readonly FileSignature[] | undefined;
}

export interface AttachSigned {
  letter: string;
  file: SignedFile;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Keeps the signed PDF of an issued letter; one that waited for it leaves now. The same file again changes nothing; once
 * the letter has left, another one is refused.
 * In: a file that was looked at. Refuses: `actor.not_allowed`, `letter.not_found`, `letter.voided`, `letter.not_issued`,
 * `file.too_large`, `file.wrong_type` for anything but a PDF, `letter.issued` when the letter has left with what it had.
 */
export async function attachSigned(db: Db, { letter, file, actor, at }: AttachSigned): Promise<void> {
  demand(actor, 'review');
  if (file.mediaType !== 'application/pdf') throw new Refusal('file.wrong_type');
  if (file.content.byteLength > largestFileBytes) throw new Refusal('file.too_large', { limit: '20 MB' });
  const { cycle_id } = await getLetter(db, letter);
  const sha256 = createHash('sha256').update(file.content).digest('hex');
  await db.transaction().execute(async (tx) => {
    await lockStanding(tx, cycle_id);
    const row = await lockLetter(tx, letter);
    if (row.voided_at) throw new Refusal('letter.voided');
    if (!row.number) throw new Refusal('letter.not_issued');
    if (row.signed_sha256 === sha256) return;
    if (row.signed_sha256 && row.sent_at) throw new Refusal('letter.issued');
    await putFile(tx, { sha256, mediaType: file.mediaType, content: file.content, at });
    const signed = { signed_sha256: sha256, signed_name: file.name, signed_at: at, signed_by: actorName(actor) };
    const signatures = json(file.signatures ?? []);
    await tx
      .updateTable('letter')
      .set({ ...signed, signatures })
      .where('id', '=', letter)
      .execute();
    await record(tx, { actor, at, verb: 'sign-letter', subject: letter, facts: { sha256 } });
    if (row.delivery === 'signed' && !row.sent_at) await sendLetter(tx, { ...row, ...signed }, at);
  });
}
