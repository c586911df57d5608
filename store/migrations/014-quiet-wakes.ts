import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * A wake is told of once while it waits, not with each asking: commits that tell wait for one another, and in a deadline
 * hour every report asks its post office. Who has been told looks until nothing waits, and four times a second in any case.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create index wake_of_matter on wake (matter)`,
  `create or replace function tell_wake() returns trigger language plpgsql as $$
  begin
    if exists (
      select from asked where not exists (
        select from wake where wake.matter = asked.matter and wake.number < asked.number
      )
    ) then
      perform pg_notify('wake', '');
    end if;
    return null;
  end $$`,
  `drop trigger wake_asked on wake`,
  `create trigger wake_asked after insert on wake referencing new table as asked for each statement execute function tell_wake()`,
];
