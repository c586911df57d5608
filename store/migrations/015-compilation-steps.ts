import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The steps that a compilation run has done, with what each of them made: a later one goes on from there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table compilation_step (compilation_id uuid not null references compilation, step text not null check (step in ('snapshot','check','aggregate','write','announce')), done_at timestamptz not null, outcome jsonb not null, primary key (compilation_id, step))`,
    )
    .execute(db);
}
