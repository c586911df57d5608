import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Why a version of the calendar came, and what it was made of, so that the same import again is known as a repeat. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table calendar add column note text not null default ''`,
  `alter table calendar add column given_sha256 text not null default ''`,
];
