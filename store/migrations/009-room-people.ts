import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * The people of an agency's room: links of their own, what an agency has asked for (approval by its head, a code before
 * submitting), requests for approval, codes, and who gave a contact.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table room_link (id uuid primary key, obligation_id uuid not null references obligation, name text not null, email text not null, role text not null check (role in ('officer','head')), made_at timestamptz not null, made_by text not null, revoked_at timestamptz, revoked_by text, last_used_at timestamptz, uses int not null default 0)`,
  `create unique index room_link_in_force on room_link (obligation_id, email, role) where revoked_at is null`,

  // Not a column of the obligation: its row is locked by submissions and waves.
  `create table room_use (obligation_id uuid primary key references obligation, last_used_at timestamptz not null, uses int not null)`,

  `create table room_rule (id uuid primary key, agency_code text not null references agency, rule text not null check (rule in ('approval','code')), on_at timestamptz not null, on_by text not null, off_at timestamptz, off_by text)`,
  `create unique index room_rule_in_force on room_rule (agency_code, rule) where off_at is null`,

  `create table approval (id uuid primary key, obligation_id uuid not null references obligation, asked_at timestamptz not null, asked_by text not null, asker_name text not null, asker_link uuid references room_link, head_link uuid not null references room_link, draft_version int not null, content jsonb not null, decision text check (decision in ('submitted','sent_back','withdrawn')), words text, decided_at timestamptz, decided_by text)`,
  `create unique index approval_pending on approval (obligation_id) where decision is null`,
  `create index approval_of_obligation on approval (obligation_id, asked_at)`,

  `create table submission_code (id uuid primary key, obligation_id uuid not null references obligation, asked_by text not null, seal text not null, made_at timestamptz not null, expires_at timestamptz not null, tries int not null default 0, confirmed_at timestamptz, confirmed_by text, used_at timestamptz)`,
  `create index submission_code_of_obligation on submission_code (obligation_id, made_at)`,

  // Who gave a contact; null for those that came with the list of agencies.
  `alter table contact add column given_by text`,
];
