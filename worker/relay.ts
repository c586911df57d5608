import type { Client, WorkflowClient } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { wakeOpenMatters } from '../office/wake-open-matters.ts';
import { regimeOf } from '../domain/matter.ts';
import type { Matter, MatterKind } from '../domain/matter.ts';
import type { Store } from '../store/connection.ts';
import { beat, findBeat } from '../store/heartbeats.ts';
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
  'bounce-mailbox': 'bounceMailbox',
};

export interface Relay {
  stop(): Promise<void>;
}

/**
 * Carries wakes from the facts to the engine: at once when a commit tells of them, and again until the engine has
 * acknowledged. Beats while the engine answers, so that the pages can say when the clockwork has stopped.
 */
export async function startRelay(
  store: Store,
  client: Client,
  clock: Clock,
  log: Logger,
  also: readonly Matter[] = [],
): Promise<Relay> {
  let stopped = false;
  let kicked = Promise.withResolvers<void>();
  const kick = (): void => kicked.resolve();
  await store.listen('wake', kick);

  const run = async (): Promise<void> => {
    let beatAt = 0;
    let silent = false;
    while (!stopped) {
      kicked = Promise.withResolvers<void>();
      try {
        if (performance.now() >= beatAt || silent) {
          await seeEngine(store, client, clock, also);
          beatAt = performance.now() + beatMilliseconds;
          silent = false;
        }
        await deliverWakes(store, client.workflow);
      } catch (error) {
        if (!silent && !stopped) log.warn({ err: error }, 'the engine or the database does not answer; wakes wait');
        silent = true;
        await pause(kicked.promise, retryMilliseconds);
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
/** Wakes are told of at once; this is for one that was asked while an earlier one was just being delivered. */
const pollMilliseconds = 250;

/**
 * Notes that the engine answers. Its namespace has another id than the one noted before when its database was lost:
 * then every open matter plans again.
 */
async function seeEngine({ db }: Store, client: Client, clock: Clock, also: readonly Matter[]): Promise<void> {
  const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace: client.options.namespace });
  const known = await findBeat(db, 'engine');
  const id = namespaceInfo?.id ?? '';
  if (known?.note !== id) await wakeOpenMatters(db, clock.now(), also);
  await beat(db, 'engine', clock.now(), id);
}

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
        workflowTaskTimeout: '5s',
        typedSearchAttributes: attributesOf(wake),
      });
      await settleWake(db, wake);
    }
  }
}

function attributesOf({ kind, subject }: WaitingWake) {
  const regime = kind === 'regime' ? subject : kind === 'cycle' ? regimeOf(subject) : undefined;
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
