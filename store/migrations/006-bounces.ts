import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Letters that came back: what was said of each address, which contacts it strikes out, and how the mailbox is read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table bounce (id text not null, slot text not null references notification, address text not null, kind text not null check (kind in ('hard','soft')), status text not null, diagnostic text not null, cause text not null, received_at timestamptz not null, matched_by text not null check (matched_by in ('message_id','verp')), primary key (id, slot, address))`,
  `create index bounce_of_slot on bounce (slot)`,
  `create index bounce_of_address on bounce (address)`,
  // The 40 digits of a Message-ID, which the return address carries.
  `create index notification_of_envelope on notification (substr(message_id, 2, 40)) where message_id is not null`,

  `alter table contact add column bounced_at timestamptz`,
  `alter table contact add column bounce_reason text`,

  `create table bounce_mailbox (one boolean primary key default true check (one), tried_at timestamptz not null, read_at timestamptz, trouble text not null, left_for_people int not null)`,
];
