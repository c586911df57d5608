import { sql } from 'kysely';
import type { Actor } from '../domain/actor.ts';
import type { Db, Tx } from './connection.ts';
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
export async function record(tx: Tx, line: AuditLine): Promise<void> {
  await sql`select ${heldChain(line.subject)}`.execute(tx);
  await nextLine(tx, line).execute();
}

/** Holds a subject's chain until the transaction ends, as part of a statement. */
export const heldChain = (subject: string) => sql`pg_advisory_xact_lock(hashtext(${subject}))`;

/**
 * The statement that appends a line. The chain must be held by a statement before: only then it sees the line before,
 * whoever wrote it.
 */
export function nextLine(db: Db, { actor, at, verb, subject, facts = {} }: AuditLine) {
  const line = { at: at.toString(), actor: actorName(actor), verb, subject, facts };
  const previous = sql<string>`coalesce((select hash from audit where subject = ${subject} order by number desc limit 1), '')`;
  const hash = sql<string>`encode(sha256(convert_to(${previous} || ${JSON.stringify(line)}, 'UTF8')), 'hex')`;
  return db.insertInto('audit').values({ ...line, at, facts: json(facts), previous, hash });
}

/** How an actor is written down: `staff:<account>`, `agency:STC`, `agency:STC/Lê Thị Mai` by a link of their own, `engine`. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'staff') return `staff:${actor.account}`;
  if (actor.kind === 'engine') return 'engine';
  return actor.person ? `agency:${actor.agency}/${actor.person.name}` : `agency:${actor.agency}`;
}
