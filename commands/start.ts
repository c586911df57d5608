import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { startIntakeBeat } from '../api/intake.ts';
import { buildSite } from '../web/build-site.ts';
import { inviteFirstAdmin } from '../office/invite-staff.ts';
import { loadSample } from '../office/load-sample.ts';
import { migrate } from '../store/migrate.ts';
import { startEngineServer } from '../worker/engine-server.ts';
import { commandOf } from '../worker/process-command.ts';
import { logEngineThrough, runWorker } from '../worker/run-worker.ts';
import { bundleWorkflows } from '../worker/workflow-bundle.ts';
import type { Settings } from '../settings.ts';
import { openSystem } from './open-system.ts';

export interface RunningSystem {
  url: string;
  engineUi: string | undefined;
  enginePid: () => number | undefined;
  /** The one-time link with which the first administrator sets a password; undefined when there is one. */
  firstAdminLink: string | undefined;
  stop(): Promise<void>;
}

/** A first administrator has a week for the one-time link. */
const invitationMilliseconds = 7 * 24 * 60 * 60 * 1000;

/**
 * Starts the embedded system in this process: Temporal's dev server as a child, Postgres, mailbox, api, pages and worker.
 * An empty database gets the Quảng Ngãi sample. Throws with one clear sentence when a part cannot be started.
 */
export async function startSystem(settings: Settings, log: Logger): Promise<RunningSystem> {
  mkdirSync(settings.folder, { recursive: true });
  const release = holdFolder(settings.folder);
  logEngineThrough(log);
  const bundle = bundleWorkflows();
  const [system, server] = await Promise.all([
    openSystem(settings, log),
    settings.temporal ? undefined : startEngineServer(settings.folder, log),
  ]);
  await migrate(system.store.db);
  await loadSample(system.store.db, settings.clock.now());
  const app = await buildSite(system.deps);
  const intake = await startIntakeBeat({ db: system.store.db, clock: settings.clock, log });
  await app.listen({ host: settings.host, port: settings.port });
  const engine = settings.temporal ?? {
    address: server?.address ?? '',
    namespace: 'default',
    apiKey: undefined,
    tls: false,
    own: true,
  };
  // Before the worker starts: the flags of its first steps reach the administrator.
  const token = await inviteFirstAdmin(
    system.store.db,
    settings.clock.now(),
    settings.clock.patience(invitationMilliseconds),
  );
  const worker = runWorker(engine, system.store, system.outside, bundle);
  await worker.ready;
  return {
    url: settings.publicUrl,
    engineUi: server?.uiUrl,
    enginePid: () => server?.pid(),
    firstAdminLink: token && `${settings.publicUrl}/setup/${token}`,
    stop: async () => {
      await app.close();
      await intake.stop();
      await worker.stop();
      await server?.stop();
      await system.close();
      release();
    },
  };
}

/** Refuses to start twice on one folder: the embedded Postgres serves one process. A killed process's hold is taken over. */
function holdFolder(folder: string): () => void {
  const file = join(folder, 'running.pid');
  const holder = readHolder(file);
  if (holder) throw new Error(`${folder} is in use by process ${holder}; stop that one first`);
  rmSync(file, { force: true });
  const descriptor = openSync(file, 'wx');
  writeSync(descriptor, String(process.pid));
  closeSync(descriptor);
  return () => rmSync(file, { force: true });
}

function readHolder(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8'));
  return pid !== process.pid && commandOf(pid).includes('dondoc') ? pid : undefined;
}
