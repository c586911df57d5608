import { createHash } from 'node:crypto';
import type { Actor } from '../domain/actor.ts';
import type { FileSignature } from '../domain/file-signature.ts';
import { actorName, record } from '../store/audits.ts';
import type { Tx } from '../store/connection.ts';
import { putFile } from '../store/files.ts';
import { json } from '../store/json.ts';

/** A signed document as it was sent, looked into before. */
export interface SentFile {
  name: string;
  mediaType: string;
  content: Uint8Array;
  signatures?: readonly FileSignature[] | undefined;
}

interface KeepFile {
  sending: string;
  compilation: string;
  file: SentFile;
  actor: Actor;
  at: Temporal.Instant;
}

/** Keeps the document of a sending, once, as part of a verb. */
export async function keepSentFile(tx: Tx, { sending, compilation, file, actor, at }: KeepFile): Promise<void> {
  const { name, mediaType, content, signatures } = file;
  const sha256 = createHash('sha256').update(content).digest('hex');
  await putFile(tx, { sha256, mediaType, content, at });
  await tx
    .insertInto('sending_file')
    .values({
      ...{ sending_id: sending, sha256, name, attached_at: at, attached_by: actorName(actor) },
      signatures: signatures ? json(signatures) : null,
    })
    .execute();
  await record(tx, { actor, at, verb: 'attach-sending', subject: compilation, facts: { sending, sha256 } });
}
