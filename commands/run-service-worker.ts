import { readSettings } from '../settings.ts';
import { logEngineThrough, runWorker } from '../worker/run-worker.ts';
import { bundleWorkflows } from '../worker/workflow-bundle.ts';
import { createLogger } from './logger.ts';
import { openSystem } from './open-system.ts';
import type { Stoppable } from './until-stopped.ts';

/** Runs the worker and the wake relay on their own; any number of such processes share the task queue. */
export async function runServiceWorker(): Promise<Stoppable> {
  const settings = readSettings(process.env);
  if (!settings.temporal) throw new Error('TEMPORAL_ADDRESS: missing; "start" runs everything in one process');
  const log = createLogger(settings.logLevel);
  logEngineThrough(log);
  const system = await openSystem(settings, log);
  const worker = runWorker(settings.temporal, system.store, system.outside, bundleWorkflows());
  return {
    stop: async () => {
      await worker.stop();
      await system.close();
    },
  };
}
