import { join } from 'node:path';
import { loadSample } from '../office/load-sample.ts';
import { readSettings } from '../settings.ts';
import { openStore } from '../store/connection.ts';
import { migrate } from '../store/migrate.ts';

/** Brings the database up to date and says what it did. */
export async function runMigrations({ sample }: { sample?: boolean }): Promise<void> {
  const settings = readSettings(process.env);
  const store = await openStore({ databaseUrl: settings.databaseUrl, folder: join(settings.folder, 'postgres') });
  try {
    const ran = await migrate(store.db);
    console.log(ran.length > 0 ? `migrated: ${ran.join(', ')}` : 'the database is up to date');
    if (sample && (await loadSample(store.db, settings.clock.now()))) console.log('loaded the Quảng Ngãi sample');
  } finally {
    await store.close();
  }
}
