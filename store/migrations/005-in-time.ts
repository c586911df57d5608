import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Times in which nothing could be received, and the reports that are on time because of one; requests for an extension
 * that their agency no longer needs.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table outage (id uuid primary key, part text not null, began_at timestamptz not null, ended_at timestamptz not null, noted_at timestamptz not null, unique (part, began_at), check (began_at < ended_at))`,
  `alter table submission add column outage_id uuid references outage`,
  `create index submission_of_outage on submission (outage_id) where outage_id is not null`,
  `alter table extension drop constraint extension_decision_check`,
  `alter table extension add constraint extension_decision_check check (decision in ('granted','refused','withdrawn'))`,
];
