import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * A cycle keeps the policy that it opened with; a regime is drafted, put in force, changed and withdrawn, each with its
 * author, time and reason. Regimes that were in force before are their own first version.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table cycle add column policy jsonb`,
  `update cycle set policy = regime.policy from regime where regime.id = cycle.regime_id`,
  `alter table cycle alter column policy set not null`,

  `alter table regime alter column activated_at drop not null`,
  `alter table regime add column version int not null default 1`,
  `alter table regime add column withdrawn_reason text`,
  `create table regime_version (regime_id text not null references regime, version int not null, policy jsonb not null, made_at timestamptz not null, made_by text not null, reason text not null, primary key (regime_id, version))`,
  `insert into regime_version select id, 1, policy, activated_at, 'engine', source from regime`,
];
