import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Dates that a new calendar moved are kept, as extensions and returns are: which letters were about which date can be told
 * afterwards. A letter keeps what the mail server answered to each try, not only to the last; a bounce says whether the
 * letter was given up, whatever becomes of the address.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `create table due_move (
      obligation_id uuid not null references obligation,
      revision int not null,
      moved_at timestamptz not null,
      from_due date not null,
      to_due date not null,
      kind text not null,
      since timestamptz not null,
      primary key (obligation_id, revision)
    )`,
    `alter table notification add column earlier_tries jsonb not null default '[]'`,
    `alter table bounce add column final boolean not null default false`,
    `update bounce set final = true where kind = 'hard'`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
