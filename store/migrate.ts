import { Migrator } from 'kysely/migration';
import type { Db } from './connection.ts';
import * as facts from './migrations/001-facts.ts';

/**
 * Brings the tables up to date, forward only, under the migrator's lock: several processes may start at once.
 * Out: the names of the migrations that ran. A failure ends the process: it is thrown.
 */
export async function migrate(db: Db): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ '001-facts': facts }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? []).filter((each) => each.status === 'Success').map((each) => each.migrationName);
}
