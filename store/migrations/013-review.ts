import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What a reviewer says of a version's parts, what the agency answers, which parts have passed, and reports opened again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table review_comment (id uuid primary key, submission_id uuid not null references submission, field text not null, words text not null, made_at timestamptz not null, made_by text not null, answer text, answered_at timestamptz, answered_by text, resolved_at timestamptz, resolved_by text)`,
  `create index review_comment_of_submission on review_comment (submission_id)`,
  // The same words about the same place, sent twice, are one comment while it is open.
  `create unique index review_comment_once on review_comment (submission_id, field, md5(words)) where resolved_at is null`,

  `create table passed_part (id uuid primary key, submission_id uuid not null references submission, part text not null, passed_at timestamptz not null, passed_by text not null, withdrawn_at timestamptz, withdrawn_by text)`,
  `create unique index passed_part_once on passed_part (submission_id, part) where withdrawn_at is null`,

  `create table reopening (submission_id uuid primary key references submission, reason text not null, correction_due date not null, reopened_at timestamptz not null, reopened_by text not null)`,
];
