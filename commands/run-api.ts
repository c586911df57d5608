import { startIntakeBeat } from '../api/intake.ts';
import { readSettings } from '../settings.ts';
import { buildSite } from '../web/build-site.ts';
import { createLogger } from './logger.ts';
import { openSystem } from './open-system.ts';
import type { Stoppable } from './until-stopped.ts';

/** Serves the api and the pages on their own; any number of such processes share one database. */
export async function runApi(): Promise<Stoppable> {
  const settings = readSettings(process.env);
  const log = createLogger(settings.logLevel);
  const system = await openSystem(settings, log, { prepares: true });
  const app = await buildSite(system.deps);
  const intake = await startIntakeBeat({ db: system.store.db, clock: settings.clock, log });
  await app.listen({ host: settings.host, port: settings.port });
  return {
    stop: async () => {
      await app.close();
      await intake.stop();
      await system.close();
    },
  };
}
