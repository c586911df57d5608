import { sql } from 'kysely';
import type { Actor } from '../domain/actor.ts';
import type { Tx } from './connection.ts';
import { json } from './json.ts';

/** One line of the audit: who did what to what. Facts carry no report text and no personal data. */
export interface AuditLine {
  actor: Actor;
  at: Temporal.Instant;
  verb: string;
  subject: string;
  facts?: Record<string, string>;
}

/**
 * Appends a line to the audit. Each line's hash covers the line before of the same subject, so that an altered or removed
 * one shows; a chain for each subject, since one chain for all would make every submission wait for every other.
 */
export async function record(tx: Tx, { actor, at, verb, subject, facts = {} }: AuditLine): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${subject}))`.execute(tx);
  const line = { at: at.toString(), actor: actorName(actor), verb, subject, facts };
  // After the lock, in a statement of its own: it sees the line before, whoever wrote it.
  await sql`insert into audit (at, actor, verb, subject, facts, previous, hash)
    select ${at}::timestamptz, ${line.actor}, ${verb}, ${subject}, ${json(facts)}::jsonb, previous,
      encode(sha256(convert_to(previous || ${JSON.stringify(line)}, 'UTF8')), 'hex')
    from (select coalesce((select hash from audit where subject = ${subject} order by number desc limit 1), '') as previous) last`.execute(
    tx,
  );
}

/** How an actor is written down: `staff:<account>`, `agency:STC`, `agency:STC/Lê Thị Mai` by a link of their own, `engine`. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'staff') return `staff:${actor.account}`;
  if (actor.kind === 'engine') return 'engine';
  return actor.person ? `agency:${actor.agency}/${actor.person.name}` : `agency:${actor.agency}`;
}
