import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Db } from '../store/connection.ts';
import { getSending } from '../store/sendings.ts';
import { keepSentFile } from './keep-sent-file.ts';
import type { SentFile } from './keep-sent-file.ts';

export interface AttachToSending {
  sending: string;
  file: SentFile;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Keeps the signed document of a sending that was recorded without it. One that has its document keeps that: for another
 * the sending is withdrawn and recorded anew. Refuses: `sending.not_found`, `fact.changed` when it was withdrawn.
 */
export function attachToSending(db: Db, { sending, file, actor, at }: AttachToSending): Promise<void> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    await tx.selectFrom('sending').select('id').where('id', '=', sending).forUpdate().execute();
    const { compilation_id: compilation, sha256, withdrawn_at } = await getSending(tx, sending);
    if (withdrawn_at) throw new Refusal('fact.changed');
    if (!sha256) await keepSentFile(tx, { sending, compilation, file, actor, at });
  });
}
