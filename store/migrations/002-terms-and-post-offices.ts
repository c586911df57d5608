import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Cycles of a part of a year; what an installation decides for itself; and letters to one recipient that leave from one
 * post office, together.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** What regimes that were stored before had as constants of the program. */
const policy = {
  notice: 15,
  late: { policy: 'accept' },
  graceHours: 0,
  outageHours: 8,
  extension: {
    press: [
      { workingDays: -2, to: ['officer'] },
      { workingDays: -1, to: ['officer', 'leader'] },
    ],
    undecided: 'refused',
  },
  review: {
    press: [
      { workingDays: 2, to: ['officer'] },
      { workingDays: 4, to: ['officer', 'leader'] },
    ],
  },
};

const statements = [
  `alter table cycle add column part int`,
  `alter table cycle drop constraint cycle_regime_id_year_key`,
  `create unique index cycle_of_term on cycle (regime_id, year, coalesce(part, 0))`,
  `update regime set policy = '${JSON.stringify(policy)}'::jsonb || policy`,

  `create table installation (one boolean primary key default true check (one), send_from text not null default '07:00', send_to text not null default '17:30')`,
  `insert into installation default values`,

  `alter table notification add column post_office int not null default 1`,
  `alter table notification add column recipient text not null default ''`,
  `alter table notification drop constraint notification_message_id_key`,
  `drop index notification_to_send`,
  `create index notification_to_send on notification (post_office, not_before) where state in ('planned', 'claimed')`,
  `drop table wake`,
  `create table wake (number bigint generated always as identity primary key, matter text not null, kind text not null, subject text not null, asked_at timestamptz not null)`,
  `create trigger wake_asked after insert on wake for each statement execute function tell_wake()`,

  `create index notification_of_message on notification (message_id) where message_id is not null`,
];
