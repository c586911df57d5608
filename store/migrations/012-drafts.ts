import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Who is at which part of a draft just now. No fact: a line is worth half a minute, and falls away. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table draft_presence (obligation_id uuid not null references obligation, writer text not null, name text not null, place text not null, seen_at timestamptz not null, primary key (obligation_id, writer))`,
    )
    .execute(db);
}
