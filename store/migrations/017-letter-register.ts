import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The life of letters: their versions, approval, numbers, signed files and voiding; letters that come in; whom UBND tỉnh is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table letter add column agency_code text references agency`,
  `alter table letter add column parent_id uuid references letter`,
  `alter table letter add column revision int not null default 0`,
  `alter table letter add column approved_at timestamptz`,
  `alter table letter add column approved_by text`,
  `alter table letter add column delivery text check (delivery in ('at_once','signed','by_hand'))`,
  `alter table letter add column document_sha256 text references file`,
  `alter table letter add column signed_sha256 text references file`,
  `alter table letter add column signed_name text`,
  `alter table letter add column signed_at timestamptz`,
  `alter table letter add column signed_by text`,
  `alter table letter add column signatures jsonb`,
  `alter table letter add column sent_at timestamptz`,
  `alter table letter add column handed_on date`,
  `alter table letter add column handed_how text`,
  `alter table letter add column handed_by text`,
  `alter table letter add column voided_at timestamptz`,
  `alter table letter add column voided_by text`,
  `alter table letter add column void_reason text`,
  `create index letter_of_cycle on letter (cycle_id, drafted_at)`,

  `create table letter_version (letter_id uuid not null references letter, revision int not null, content jsonb not null, saved_at timestamptz not null, saved_by text not null, primary key (letter_id, revision))`,
  `insert into letter_version (letter_id, revision, content, saved_at, saved_by) select id, 0, content, drafted_at, 'engine' from letter`,

  // The last number of each register and year: its row is the lock under which the next one is taken.
  `create table letter_register (register text not null, year int not null, last int not null, primary key (register, year))`,
  `create table letter_number (register text not null, year int not null, number int, words text not null, letter_id uuid not null references letter, taken_at timestamptz not null, taken_by text not null, voided_at timestamptz, void_reason text, primary key (register, year, words))`,
  `create unique index letter_number_once on letter_number (register, year, number)`,
  // A letter that was issued before keeps the number that it has; of two with one number the first has it in the register.
  `insert into letter_number (register, year, number, words, letter_id, taken_at, taken_by) select distinct on (extract(year from issued_on), lower(number)) 'report', extract(year from issued_on)::int, null, regexp_replace(lower(number), '\\s+', '', 'g'), id, issued_at, issued_by from letter where number is not null and issued_on is not null and issued_at is not null order by extract(year from issued_on), lower(number), issued_at on conflict do nothing`,
  `update letter_number set number = substring(words from '^0*([1-9][0-9]{0,5})/')::int where words ~ '^0*[1-9][0-9]{0,5}/' and not exists (select 1 from letter_number other where other.words < letter_number.words and other.register = letter_number.register and other.year = letter_number.year and substring(other.words from '^0*([1-9][0-9]{0,5})/') = substring(letter_number.words from '^0*([1-9][0-9]{0,5})/'))`,
  `insert into letter_register (register, year, last) select register, year, max(number) from letter_number where number is not null group by register, year`,

  `create table incoming_letter (id uuid primary key, number text not null, issued_on date not null, received_on date not null, sender text not null, subject text not null, cycle_id text references cycle, agency_code text references agency, file_sha256 text references file, file_name text, recorded_at timestamptz not null, recorded_by text not null)`,
  `create unique index incoming_letter_once on incoming_letter (lower(number), issued_on, lower(sender))`,

  `create table superior_mailbox (one boolean primary key default true check (one), email text not null, set_at timestamptz not null, set_by text not null)`,
];
