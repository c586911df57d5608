import { createHash } from 'node:crypto';
import type { Actor } from '../domain/actor.ts';
import { record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';

interface Infected {
  subject: string;
  content: Uint8Array;
  infection: string;
  actor: Actor;
  at: Temporal.Instant;
}

/** Writes into the audit that a file with malicious software was refused: by its hash, since the file itself is not kept. */
export async function noteInfected(db: Db, { subject, content, infection, actor, at }: Infected): Promise<void> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  await db
    .transaction()
    .execute((tx) => record(tx, { actor, at, verb: 'refuse-infected', subject, facts: { sha256, infection } }));
}
