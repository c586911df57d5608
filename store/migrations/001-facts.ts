import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * The facts. Times are `timestamptz`; deadlines are dates, made instants by `domain/`. Nothing is deleted: it is withdrawn.
 * The indexes serve the ledger's claim, the wake relay and the board; everything else is small.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table plan (id text primary key, number text not null, title text not null, short_title text not null, groups jsonb not null, source text not null)`,
  `create table task (plan_id text not null references plan, code text not null, group_code text not null, title text not null, text text not null, position int not null, primary key (plan_id, code))`,
  `create table task_role (plan_id text not null, task_code text not null, agency_code text not null, role text not null check (role in ('lead','support')), primary key (plan_id, task_code, agency_code, role), foreign key (plan_id, task_code) references task)`,

  `create table agency (code text primary key, name text not null, kind text not null, valid_from date not null, valid_to date, parent text, successors jsonb not null, position int not null, source text not null)`,
  `create table contact (id uuid primary key, agency_code text not null references agency, role text not null check (role in ('head','focal','mailbox')), name text not null, title text not null, email text not null, valid_from timestamptz not null, withdrawn_at timestamptz, withdrawn_reason text)`,
  `create index contact_of_agency on contact (agency_code) where withdrawn_at is null`,

  `create table calendar (version text primary key, source text not null, author text not null, imported_at timestamptz not null)`,
  `create table calendar_day (version text not null references calendar, date date not null, name text not null, kind text not null, source text not null, confidence text not null, primary key (version, date))`,

  `create table form (id text not null, version int not null, title text not null, sections jsonb not null, source text not null, primary key (id, version))`,
  `create table regime (id text primary key, plan_id text not null references plan, policy jsonb not null, source text not null, activated_at timestamptz not null, withdrawn_at timestamptz)`,

  `create table cycle (id text primary key, regime_id text not null references regime, year int not null, form_id text not null, form_version int not null, period_from date not null, period_to date not null, cut_off date not null, due date not null, send_up date not null, extension_limit date not null, calendar_version text not null references calendar, opened_at timestamptz not null, closed_at timestamptz, unique (regime_id, year), foreign key (form_id, form_version) references form)`,
  `create table obligation (id uuid primary key, cycle_id text not null references cycle, agency_code text not null references agency, due date not null, extended_due date, correction_due date, due_since timestamptz not null, revision int not null default 0, state text not null check (state in ('open','submitted','returned','accepted','excused')), state_at timestamptz not null, state_by text not null, excuse_reason text, link_version int not null default 1, position int not null, unique (cycle_id, agency_code))`,

  `create table file (sha256 text primary key, size_bytes int not null, media_type text not null, content bytea not null, stored_at timestamptz not null)`,
  `create table draft (obligation_id uuid primary key references obligation, content jsonb not null, version int not null, saved_at timestamptz not null, saved_by text not null)`,
  `create table attachment (id uuid primary key, obligation_id uuid not null references obligation, sha256 text not null references file, name text not null, attached_at timestamptz not null, withdrawn_at timestamptz)`,
  `create table submission (id uuid primary key, obligation_id uuid not null references obligation, version int not null, attempt uuid not null, content jsonb not null, sha256 text not null, receipt_code text not null unique, received_at timestamptz not null, due date not null, on_time boolean not null, working_days_late int not null, submitted_by text not null, unique (obligation_id, version), unique (obligation_id, attempt))`,
  `create table review (id uuid primary key, submission_id uuid not null unique references submission, verdict text not null check (verdict in ('accepted','returned')), reasons jsonb not null, correction_due date, reviewed_at timestamptz not null, reviewed_by text not null)`,
  `create table extension (id uuid primary key, obligation_id uuid not null references obligation, until date not null, reason text not null, requested_at timestamptz not null, requested_by text not null, decision text check (decision in ('granted','refused')), granted_until date, decision_words text, decided_at timestamptz, decided_by text)`,
  `create unique index one_pending_extension on extension (obligation_id) where decision is null`,

  `create table obstacle (id uuid primary key, cycle_id text references cycle, agency_code text not null references agency, attempt uuid not null, title text not null, task_code text, state text not null check (state in ('raised','answered','forwarded','decided','closed')), raised_at timestamptz not null, waiting_since timestamptz not null, unique (agency_code, attempt))`,
  `create table obstacle_entry (number bigint generated always as identity, id uuid primary key, obstacle_id uuid not null references obstacle, kind text not null, words text not null, made_at timestamptz not null, made_by text not null)`,

  `create table step (matter text not null, key text not null, kind text not null, rung text not null, planned_at timestamptz not null, taken_at timestamptz not null, outcome jsonb not null, primary key (matter, key))`,
  `create table notification (slot text primary key, kind text not null, cycle_id text references cycle, agency_code text references agency, obligation_id uuid references obligation, rung text, revision int not null default 0, letter jsonb not null, recipients jsonb not null, why text not null, state text not null check (state in ('planned','claimed','sent','bounced','failed','cancelled','overtaken')), planned_at timestamptz not null, not_before timestamptz not null, claimed_at timestamptz, settled_at timestamptz, attempts int not null default 0, unacknowledged int not null default 0, reason text, reply text, message_id text unique, subject text, caught_up_days int not null default 0, page text, facts jsonb)`,
  `create index notification_to_send on notification (not_before) where state in ('planned','claimed')`,
  `create index notification_of_obligation on notification (obligation_id)`,
  `create index notification_of_cycle on notification (cycle_id, planned_at)`,

  `create table letter (id uuid primary key, cycle_id text not null references cycle, kind text not null, slot text not null unique, title text not null, content jsonb not null, drafted_at timestamptz not null, number text, issued_on date, issued_at timestamptz, issued_by text)`,
  `create table compilation (id uuid primary key, cycle_id text not null references cycle, number int not null, final boolean not null, slot text not null unique, started_at timestamptz not null, started_by text not null, state text not null check (state in ('running','ready','cancelled','failed')), done int not null default 0, total int not null default 0, phase text not null default '', report jsonb, file_sha256 text references file, ended_at timestamptz, failure text, unique (cycle_id, number))`,
  `create table compilation_source (compilation_id uuid not null references compilation, submission_id uuid not null references submission, position int not null, primary key (compilation_id, submission_id))`,
  `create table sending (id uuid primary key, compilation_id uuid not null references compilation, document_number text not null, issued_on date not null, receiver text not null, sent_at timestamptz not null, channel text not null, recorded_at timestamptz not null, recorded_by text not null)`,

  `create table account (id uuid primary key, email text not null unique, name text not null, title text not null default '', role text not null check (role in ('admin','officer','leader','viewer')), password text, created_at timestamptz not null, withdrawn_at timestamptz)`,
  `create table invitation (token_sha256 text primary key, account_id uuid not null references account, made_at timestamptz not null, expires_at timestamptz not null, used_at timestamptz)`,
  `create table session (token_sha256 text primary key, account_id uuid not null references account, signed_in_at timestamptz not null, expires_at timestamptz not null, signed_out_at timestamptz)`,
  `create table api_key (token_sha256 text primary key, account_id uuid not null references account, name text not null, made_at timestamptz not null, withdrawn_at timestamptz)`,

  `create table wake (matter text primary key, kind text not null, subject text not null, asked int not null, delivered int not null default 0, asked_at timestamptz not null)`,
  `create index wake_waiting on wake (asked_at) where delivered < asked`,
  `create function tell_wake() returns trigger language plpgsql as $$ begin perform pg_notify('wake', ''); return null; end $$`,
  `create trigger wake_asked after insert or update of asked on wake for each statement execute function tell_wake()`,

  `create table heartbeat (part text primary key, beat_at timestamptz not null, note text not null default '')`,
  `create table audit (number bigint generated always as identity primary key, at timestamptz not null, actor text not null, verb text not null, subject text not null, facts jsonb not null, previous text not null, hash text not null)`,
  `create index audit_of_subject on audit (subject, number)`,
];
