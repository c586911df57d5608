import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Reports that came outside the system, attempts that brought nothing new, and the letters upward found without a search. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table submission add column channel text not null default 'system' check (channel in ('system','paper','document-system'))`,
  `alter table submission add column document_number text`,
  `alter table submission add column received_on date`,
  `alter table submission add column recorded_at timestamptz`,
  `alter table submission add check (channel = 'system' or (document_number is not null and received_on is not null and recorded_at is not null))`,

  `create table repeated_attempt (obligation_id uuid not null references obligation, attempt uuid not null, submission_id uuid not null references submission, primary key (obligation_id, attempt))`,

  // Every submission asks whether its agency was named upward; without it, it reads all letters of its cycle.
  `create index notification_upward on notification (cycle_id, planned_at) where kind in ('missing-list','escalation-drafted')`,
];
