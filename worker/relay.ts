import type { Client, WorkflowClient } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { cycleParts } from '../domain/matter.ts';
import type { MatterKind } from '../domain/matter.ts';
import type { Store } from '../store/connection.ts';
import { beat } from '../store/heartbeats.ts';
import { listWaitingWakes, settleWake } from '../store/wakes.ts';
import type { WaitingWake } from '../store/wakes.ts';
import { attributeKeys } from './search-attributes.ts';

/** The one task queue: every worker of an installation serves it. */
export const taskQueue = 'dondoc';

/** The workflow type of each kind of matter, as `workflows/index.ts` names them. */
const workflowTypes: Record<MatterKind, string> = {
  regime: 'reportingRegime',
  cycle: 'reportingCycle',
  compilation: 'compilation',
  obstacle: 'obstacle',
  'post-office': 'postOffice',
};

export interface Relay {
  stop(): Promise<void>;
}

/**
 * Carries wakes from the facts to the engine: at once when a commit tells of them, and again until the engine has
 * acknowledged. Beats while the engine answers, so that the pages can say when the clockwork has stopped.
 */
export async function startRelay(store: Store, client: Client, clock: Clock, log: Logger): Promise<Relay> {
  let stopped = false;
  let kicked = Promise.withResolvers<void>();
  const kick = (): void => kicked.resolve();
  await store.listen('wake', kick);

  const run = async (): Promise<void> => {
    let beatAt = 0;
    while (!stopped) {
      kicked = Promise.withResolvers<void>();
      try {
        await deliverWakes(store, client.workflow);
        if (performance.now() >= beatAt) {
          await client.workflowService.getSystemInfo({});
          await beat(store.db, 'engine', clock.now());
          beatAt = performance.now() + beatMilliseconds;
        }
      } catch (error) {
        if (!stopped) log.warn({ err: error }, 'the engine or the database does not answer; wakes wait');
        await pause(Promise.resolve(new Promise<never>(() => undefined)), retryMilliseconds);
      }
      await pause(kicked.promise, pollMilliseconds);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopped = true;
      kick();
      await running;
    },
  };
}

const beatMilliseconds = 2000;
const retryMilliseconds = 500;
/** Wakes are told of at once; this is only for one whose telling was lost. */
const pollMilliseconds = 1000;

async function deliverWakes({ db }: Store, workflows: WorkflowClient): Promise<void> {
  for (;;) {
    const waiting = await listWaitingWakes(db);
    if (waiting.length === 0) return;
    for (const wake of waiting) {
      await workflows.signalWithStart(workflowTypes[wake.kind], {
        workflowId: wake.matter,
        taskQueue,
        args: [wake.subject],
        signal: 'wake',
        typedSearchAttributes: attributesOf(wake),
      });
      await settleWake(db, wake);
    }
  }
}

function attributesOf({ kind, subject }: WaitingWake) {
  const regime = kind === 'regime' ? subject : kind === 'cycle' ? cycleParts(subject).regime : undefined;
  return [
    { key: attributeKeys.kind, value: kind },
    ...(regime ? [{ key: attributeKeys.regime, value: regime }] : []),
    ...(kind === 'cycle' ? [{ key: attributeKeys.cycle, value: subject }] : []),
  ];
}

async function pause(until: Promise<void>, milliseconds: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([until, promise]);
  clearTimeout(timer);
}
