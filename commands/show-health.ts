import { sql } from 'kysely';
import { join } from 'node:path';
import { heartbeatPatience } from '../api/health.ts';
import { readClockwork } from '../office/read-clockwork.ts';
import { readSettings } from '../settings.ts';
import { openStore } from '../store/connection.ts';

/** Says whether the database answers and the clockwork runs; throws when not. For a container's health check. */
export async function showHealth(): Promise<void> {
  const settings = readSettings(process.env);
  const store = await openStore({ databaseUrl: settings.databaseUrl, folder: join(settings.folder, 'postgres') });
  try {
    await sql`select 1`.execute(store.db);
    const { running } = await readClockwork(store.db, settings.clock.patience(-heartbeatPatience));
    if (!running) throw new Error('the clockwork is stopped: no worker reaches the engine');
    console.log('ok');
  } finally {
    await store.close();
  }
}
