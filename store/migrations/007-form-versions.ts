import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * A form is drafted and published by people: each version with its author, time and reason, at most one draft of the next
 * one. Versions of before came with the installation; their time was not noted.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table form add column made_at timestamptz`,
  `alter table form add column made_by text not null default 'engine'`,
  `alter table form add column reason text not null default ''`,
  `update form set reason = source`,
  // The revision of the draft that became the version: the next draft counts on from it, so that no number comes twice.
  `alter table form add column revision int not null default 0`,
  `create table form_draft (form_id text primary key, base_version int not null, title text not null, sections jsonb not null, source text not null, revision int not null, begun_at timestamptz not null, begun_by text not null, saved_at timestamptz not null, saved_by text not null)`,
];
