import { createHash } from 'node:crypto';
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
  const last = await tx
    .selectFrom('audit')
    .select('hash')
    .where('subject', '=', subject)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const previous = last?.hash ?? '';
  const line = { at: at.toString(), actor: actorName(actor), verb, subject, facts };
  const hash = createHash('sha256').update(previous).update(JSON.stringify(line)).digest('hex');
  await tx
    .insertInto('audit')
    .values({ at, actor: line.actor, verb, subject, facts: json(facts), previous, hash })
    .execute();
}

/** How an actor is written down: `staff:<account>`, `agency:STC`, `agency:STC/Lê Thị Mai` by a link of their own, `engine`. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'staff') return `staff:${actor.account}`;
  if (actor.kind === 'engine') return 'engine';
  return actor.person ? `agency:${actor.agency}/${actor.person.name}` : `agency:${actor.agency}`;
}
