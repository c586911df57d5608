import { setTimeout as later } from 'node:timers/promises';
import type { ActivitySlotInfo, CustomSlotSupplier, SlotPermit } from '@temporalio/worker';
import type { Activities } from '../activities/create-activities.ts';

/** More activities than that a worker never has at once. */
const most = 100;
/** How much later a worker asks for the next activity for each that it has; so many of them are counted. */
const restMs = 15;
const counted = 10;
/**
 * Deliveries last, and come together: after one it waits much longer once, for each of the first two that it has, so that
 * the other workers have asked by then.
 */
const deliveryRestMs = 240;
const deliveriesCounted = 2;
const lasting: keyof Activities = 'deliverLetters';

interface Permit extends SlotPermit {
  used: boolean;
  /** It is a delivery's. */
  lasts?: boolean;
  /** For an activity that was offered and has not come yet. */
  offered?: boolean;
  /** Lets the next one ask; absent for an activity that was offered. */
  next?: (after?: Promise<void>) => void;
}

/**
 * Lets a worker ask for one activity after the other, and the later the more it has: of several workers the one with less
 * to do gets the next. Post offices that are woken at one moment would else often all come to one worker, while the others
 * stand idle until the wave is over.
 */
export function evenSlots(
  pause: (milliseconds: number) => Promise<unknown> = later,
): CustomSlotSupplier<ActivitySlotInfo> {
  let running = 0;
  let deliveries = 0;
  let justCame = false;
  let offered = 0;
  let turn: Promise<void> = Promise.resolve();
  let ended = Promise.withResolvers<void>();

  const readyAfter = async (before: Promise<void>): Promise<void> => {
    await before;
    while (running >= most) await ended.promise;
    // Step by step: what ends meanwhile counts no longer.
    for (let waited = 0; waited < rest(); waited += restMs) await pause(restMs);
    justCame = false;
  };
  const rest = (): number =>
    Math.max(
      restMs * Math.min(running, counted),
      justCame ? deliveryRestMs * Math.min(deliveries, deliveriesCounted) : 0,
    );
  const come = (permit: Permit): void => {
    if (permit.offered) offered -= 1;
    permit.offered = false;
  };
  const held = ({ permit }: { permit: SlotPermit }): Permit => permit as Permit;

  return {
    type: 'custom',
    reserveSlot: async (_, signal) => {
      const [before, { promise, resolve: next }] = [turn, Promise.withResolvers<void>()];
      turn = promise;
      try {
        await orCalledOff(readyAfter(before), signal);
        return { used: false, next } satisfies Permit;
      } catch (error) {
        next(before);
        throw error;
      }
    },
    // Offered with the end of a workflow's task, to whoever did that: one at a time, since several workflows wake at one moment.
    tryReserveSlot: () => {
      if (running > 0 || offered > 0) return null;
      offered += 1;
      return { used: false, offered: true } satisfies Permit;
    },
    markSlotUsed: (context) => {
      const permit = held(context);
      come(permit);
      Object.assign(permit, { used: true, lasts: context.slotInfo.activityType === lasting });
      running += 1;
      if (permit.lasts) {
        deliveries += 1;
        justCame = true;
      }
      permit.next?.();
    },
    releaseSlot: (context) => {
      const permit = held(context);
      come(permit);
      permit.next?.();
      if (!permit.used) return;
      running -= 1;
      if (permit.lasts) deliveries -= 1;
      ended.resolve();
      ended = Promise.withResolvers<void>();
    },
  };
}

/** Waits for something, unless it is called off: the signal's reason is thrown then, as the worker expects it. */
async function orCalledOff(what: Promise<void>, signal: AbortSignal): Promise<void> {
  const off = Promise.withResolvers<never>();
  const call = (): void => off.reject(signal.reason as Error);
  if (signal.aborted) call();
  signal.addEventListener('abort', call, { once: true });
  try {
    await Promise.race([what, off.promise]);
  } finally {
    signal.removeEventListener('abort', call);
  }
}
