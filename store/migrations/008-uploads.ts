import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Files on their way, in pieces; what was found of a file's signatures when it was attached. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Null for a file whose kind bears no signatures, and for those attached before.
  `alter table attachment add column signatures jsonb`,

  // No facts: an upload becomes an attachment at once, or goes after a day.
  `create table upload (id uuid primary key, obligation_id uuid not null references obligation, name text not null, size_bytes int not null check (size_bytes > 0), received_bytes int not null default 0 check (received_bytes between 0 and size_bytes), touched_at timestamptz not null, sha256 text references file)`,
  `create index upload_of_obligation on upload (obligation_id)`,
  `create index upload_touched on upload (touched_at)`,
  `create table upload_piece (upload_id uuid not null references upload on delete cascade, from_byte int not null, content bytea not null, primary key (upload_id, from_byte))`,
];
