import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What goes up: sendings with their file and their withdrawal, compilations of obstacles, decisions by their number. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table sending_file (sending_id uuid primary key references sending, sha256 text not null references file, name text not null, signatures jsonb, attached_at timestamptz not null, attached_by text not null)`,
  `create table sending_withdrawal (sending_id uuid primary key references sending, reason text not null, withdrawn_at timestamptz not null, withdrawn_by text not null)`,

  `create table obstacle_compilation (id uuid primary key, number int not null unique, attempt text not null unique, from_on date not null, to_on date not null, made_at timestamptz not null, made_by text not null, content jsonb not null)`,
  `create table obstacle_compiled (compilation_id uuid not null references obstacle_compilation, obstacle_id uuid not null references obstacle, state text not null, position int not null, primary key (compilation_id, obstacle_id))`,
  `create index obstacle_compiled_of_obstacle on obstacle_compiled (obstacle_id)`,
  `create table obstacle_decision (entry_id uuid primary key, obstacle_id uuid not null references obstacle, document_number text not null, decided_on date not null)`,
  `create index obstacle_decision_of_obstacle on obstacle_decision (obstacle_id)`,
];
