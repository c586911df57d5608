import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime, Worker, makeTelemetryFilterString } from '@temporalio/worker';
import type { WorkerTuner, WorkflowBundleOption } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createActivities } from '../activities/create-activities.ts';
import type { Outside } from '../activities/outside.ts';
import { liveness } from '../activities/liveness.ts';
import { refusals } from '../activities/refusals.ts';
import { bounceMailbox } from '../domain/matter.ts';
import type { Matter } from '../domain/matter.ts';
import { wakeOpenMatters } from '../office/wake-open-matters.ts';
import type { Store } from '../store/connection.ts';
import { evenSlots } from './even-slots.ts';
import { startRelay, taskQueue } from './relay.ts';
import type { Relay } from './relay.ts';
import { registerSearchAttributes } from './search-attributes.ts';

export interface EngineAddress {
  address: string;
  namespace: string;
  apiKey: string | undefined;
  tls: boolean;
  /** The engine is this process's own: no other worker asks it for work. */
  own?: boolean;
}

export interface RunningWorker {
  /** Settles when the worker polls for the first time. */
  ready: Promise<void>;
  stop(): Promise<void>;
}

/** Lets the SDK's own log lines come out through pino, once for the process. */
export function logEngineThrough(log: Logger): void {
  Runtime.install({
    logger: {
      log: (level, message, meta) =>
        log[level === 'TRACE' ? 'trace' : (level.toLowerCase() as 'info')]({ ...meta }, message),
      trace: (message, meta) => log.trace({ ...meta }, message),
      debug: (message, meta) => log.debug({ ...meta }, message),
      info: (message, meta) => log.debug({ ...meta }, message),
      warn: (message, meta) => log.warn({ ...meta }, message),
      error: (message, meta) => log.error({ ...meta }, message),
    },
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }), forward: {} },
    },
    shutdownSignals: [],
  });
}

/**
 * Runs the worker and the wake relay until stopped. An engine or a database that cannot be reached, or that goes away, is
 * tried again for as long as it takes: the facts are in Postgres, and reports are received meanwhile.
 */
export function runWorker(
  engine: EngineAddress,
  store: Store,
  outside: Outside,
  bundle: Promise<WorkflowBundleOption>,
): RunningWorker {
  const { log } = outside;
  const first = Promise.withResolvers<void>();
  let stopped = false;
  let stopCurrent: () => Promise<void> = () => Promise.resolve();

  const run = async (): Promise<void> => {
    let woken = false;
    while (!stopped) {
      try {
        if (!woken) await wakeOpenMatters(store.db, outside.clock.now(), configured(outside));
        woken = true;
        await runOnce(engine, store, outside, await bundle, {
          started: (stop) => {
            stopCurrent = stop;
            first.resolve();
            if (stopped) void stop();
          },
        });
      } catch (error) {
        if (!stopped)
          log.warn(
            { err: error, engine: engine.address },
            'the engine or the database cannot be reached; trying again',
          );
      }
      if (!stopped) await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  };
  const running = run();
  running.catch((error: unknown) => first.reject(error));
  return {
    ready: first.promise,
    stop: async () => {
      stopped = true;
      await stopCurrent();
      await running;
    },
  };
}

/** How workers of one engine share its work; but for the activities as the SDK has it. */
const sharing = (): WorkerTuner => ({
  activityTaskSlotSupplier: evenSlots(),
  workflowTaskSlotSupplier: { type: 'fixed-size', numSlots: 40 },
  localActivityTaskSlotSupplier: { type: 'fixed-size', numSlots: 100 },
  nexusTaskSlotSupplier: { type: 'fixed-size', numSlots: 100 },
});

/** The matters that no fact tells of, only the settings. */
const configured = ({ bounces }: Outside): Matter[] => (bounces ? [bounceMailbox] : []);

async function runOnce(
  engine: EngineAddress,
  store: Store,
  outside: Outside,
  bundle: WorkflowBundleOption,
  { started }: { started: (stop: () => Promise<void>) => void },
): Promise<void> {
  const access = { address: engine.address, tls: engine.tls, ...(engine.apiKey && { apiKey: engine.apiKey }) };
  const connection = await Connection.connect({ ...access, connectTimeout: '5s' });
  const native = await NativeConnection.connect(access);
  let relay: Relay | undefined;
  try {
    await registerSearchAttributes(connection, engine.namespace);
    const worker = await Worker.create({
      connection: native,
      namespace: engine.namespace,
      taskQueue,
      workflowBundle: bundle,
      activities: createActivities(outside),
      interceptors: { activity: [() => ({ inbound: refusals }), () => ({ inbound: liveness })] },
      // After a crash the next worker gets a matter's task within seconds.
      stickyQueueScheduleToStartTimeout: '2s',
      // A year's matters sleep for weeks: a small cache is enough, and a large one is only memory.
      maxCachedWorkflows: 100,
      ...(!engine.own && { tuner: sharing() }),
      shutdownGraceTime: '10s',
      shutdownForceTime: '15s',
    });
    const client = new Client({ connection, namespace: engine.namespace });
    relay = await startRelay(store, client, outside.clock, outside.log, configured(outside));
    const running = worker.run();
    started(async () => {
      await relay?.stop();
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running.catch(() => undefined);
    });
    await running;
  } finally {
    await relay?.stop();
    await connection.close();
    await native.close();
  }
}
