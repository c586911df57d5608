import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What officers write for the compiled report beside the agencies' words, version by version, and which of these they leave out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // `made_from` holds the receipt codes of the versions whose words the text was written from.
  `create table synthesis (cycle_id text not null references cycle, place text not null, version int not null check (version > 0), text text not null, keep_sources boolean not null, made_from jsonb not null, saved_at timestamptz not null, saved_by text not null, primary key (cycle_id, place, version))`,

  // Without a place the whole report is left out. One is in force at a time, by agency and place.
  `create table source_exclusion (id uuid primary key, cycle_id text not null references cycle, agency_code text not null references agency, place text, receipt_code text not null references submission (receipt_code), reason text not null, excluded_at timestamptz not null, excluded_by text not null, withdrawn_at timestamptz, withdrawn_by text)`,
  `create unique index source_exclusion_once on source_exclusion (cycle_id, agency_code, coalesce(place, '')) where withdrawn_at is null`,
];
