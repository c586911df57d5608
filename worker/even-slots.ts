import { setTimeout as later } from 'node:timers/promises';
import type { ActivitySlotInfo, CustomSlotSupplier, SlotPermit } from '@temporalio/worker';

/** More activities than that a worker never has at once. */
const most = 100;
/** How much later a worker asks for the next activity for each that it has; so many of them are counted. */
const restMs = 15;
const counted = 10;

interface Permit extends SlotPermit {
  used: boolean;
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
  let turn: Promise<void> = Promise.resolve();
  let ended = Promise.withResolvers<void>();

  const readyAfter = async (before: Promise<void>): Promise<void> => {
    await before;
    while (running >= most) await ended.promise;
    if (running > 0) await pause(restMs * Math.min(running, counted));
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
    // Offered with the end of a workflow's task, to whoever did that.
    tryReserveSlot: () => (running === 0 ? ({ used: false } satisfies Permit) : null),
    markSlotUsed: (context) => {
      const permit = held(context);
      permit.used = true;
      running += 1;
      permit.next?.();
    },
    releaseSlot: (context) => {
      const permit = held(context);
      permit.next?.();
      if (!permit.used) return;
      running -= 1;
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
