import type { Actor } from '../domain/actor.ts';
import type { Db } from '../store/connection.ts';

export interface Presence {
  obligation: string;
  /** A page that is open: a person with two pages is two writers. */
  writer: string;
  /** The part of the report that they are at: `sections.III`; empty when none. */
  place: string;
  actor: Actor;
  at: Temporal.Instant;
  /** What was last seen before is over. */
  since: Temporal.Instant;
}

export interface OtherWriter {
  /** As their own link names them; empty for the agency's common link. */
  name: string;
  place: string;
}

/** Notes at which part of a draft somebody is, and answers the others who are at it, with the draft's version. */
export async function notePresence(
  db: Db,
  { obligation, writer, place, actor, at, since }: Presence,
): Promise<{ version: number; others: OtherWriter[] }> {
  const row = { name: nameOf(actor), place, seen_at: at };
  await db
    .insertInto('draft_presence')
    .values({ obligation_id: obligation, writer, ...row })
    .onConflict((conflict) => conflict.columns(['obligation_id', 'writer']).doUpdateSet(row))
    .execute();
  await db.deleteFrom('draft_presence').where('obligation_id', '=', obligation).where('seen_at', '<', since).execute();
  const others = await db
    .selectFrom('draft_presence')
    .select(['name', 'place'])
    .where('obligation_id', '=', obligation)
    .where('writer', '<>', writer)
    .orderBy('writer')
    .limit(20)
    .execute();
  const draft = await db
    .selectFrom('draft')
    .select('version')
    .where('obligation_id', '=', obligation)
    .executeTakeFirst();
  return { version: draft?.version ?? 0, others };
}

/** A link may be a person's own, and bear their name. */
const nameOf = (actor: Actor): string => (actor.kind === 'agency' ? (actor.person?.name ?? '') : '');
