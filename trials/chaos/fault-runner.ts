import type { Fault } from './faults.ts';
import type { World } from './world.ts';

/** Does to the world what the plan says, and mends it again. */
export interface FaultRunner {
  /** Begins and ends the faults whose moments have come. Answers while their work goes on. */
  tick(now: Temporal.Instant): void;
  /** Ends every fault: everything runs again. */
  mendAll(): Promise<void>;
  done(): number;
}

interface Deed {
  target: string;
  begin: () => Promise<void> | void;
  mend: () => Promise<void> | void;
}

/** One thing is broken in one way at a time; a fault whose target is already broken is passed over, and noted. */
export function createFaultRunner(world: World, plan: readonly Fault[], note: (words: string) => void): FaultRunner {
  const waiting = [...plan];
  const broken = new Map<string, { until: Temporal.Instant; mend: () => Promise<void> }>();
  let last: Promise<void> = Promise.resolve();
  let done = 0;
  // One after the other: starting Temporal and killing it must not cross.
  const inTurn = (work: () => Promise<void> | void): Promise<void> => {
    last = last.then(work);
    return last;
  };

  const begin = (fault: Fault): void => {
    const { target, begin: start, mend } = deedOf(fault, world);
    if (broken.has(target)) return note(`${fault.kind} of ${target} passed over: it is broken already`);
    done += 1;
    note(`${fault.kind} of ${target} until ${fault.until.toString()}`);
    void inTurn(start);
    broken.set(target, {
      until: fault.until,
      mend: () =>
        inTurn(async () => {
          await mend();
          note(`${target} mended`);
        }),
    });
  };

  const mend = async (target: string): Promise<void> => {
    const fault = broken.get(target);
    broken.delete(target);
    await fault?.mend();
  };

  return {
    tick(now) {
      for (const [target, { until }] of broken) if (Temporal.Instant.compare(until, now) <= 0) void mend(target);
      while (waiting[0] && Temporal.Instant.compare(waiting[0].at, now) <= 0) begin(waiting.shift() as Fault);
    },
    mendAll: async () => {
      for (const target of broken.keys()) await mend(target);
      await last;
    },
    done: () => done,
  };
}

function deedOf({ kind, which }: Fault, { workers, apis, engine, postgres, mail }: World): Deed {
  const worker = workers[which];
  const api = apis[which];
  switch (kind) {
    case 'kill-worker':
      return { target: worker?.name ?? '', begin: () => worker?.kill(), mend: () => worker?.start() };
    case 'sleep-worker':
      return { target: worker?.name ?? '', begin: () => worker?.sleep(), mend: () => worker?.wake() };
    case 'kill-api':
      return { target: api?.name ?? '', begin: () => api?.kill(), mend: () => api?.start() };
    case 'kill-engine':
      return { target: 'engine', begin: () => engine.kill(), mend: () => engine.start() };
    case 'lose-engine':
      return { target: 'engine', begin: () => engine.lose(), mend: () => engine.start() };
    case 'kill-postgres':
      return { target: 'postgres', begin: () => postgres.crash('kill'), mend: () => postgres.start() };
    case 'stop-postgres':
      return { target: 'postgres', begin: () => postgres.crash('immediate'), mend: () => postgres.start() };
    default: {
      const mischief = kind.slice('mail-'.length) as Parameters<typeof mail.behave>[0];
      return { target: 'mail', begin: () => mail.behave(mischief), mend: () => mail.behave(undefined) };
    }
  }
}
