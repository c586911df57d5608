import { setTimeout as later } from 'node:timers/promises';
import { isQuiet } from './observe.ts';
import type { World } from './world.ts';

/** How long the ledger may take to come to rest at the end, in seconds of the machine; what moves then is counted as lost. */
const quietSeconds = 240;

/** Waits until no letter is on its way any more; what still is after that time is counted as lost. */
export async function comeToRest(world: World, cycle: string, note: (words: string) => void): Promise<void> {
  const until = performance.now() + quietSeconds * 1000;
  // Twice in a row: between a wake and its letter nothing is on its way for a moment.
  for (let quiet = 0; quiet < 2;) {
    if (performance.now() > until) return note('did not come to rest');
    quiet = (await isQuiet(world.database, cycle)) ? quiet + 1 : 0;
    await later(1000);
  }
}

/** How an instant of the machine reads on the trial's clock; by halving, since only the other direction is given. */
export function clockReader(
  { clock, origin }: World,
  end: Temporal.Instant,
): (machine: Temporal.Instant) => Temporal.Instant {
  return (machine) => {
    const passed = machine.since(origin).total('milliseconds');
    let [low, high] = [
      clock.now().subtract({ hours: 24 * 365 }).epochMilliseconds,
      end.add({ hours: 24 * 365 }).epochMilliseconds,
    ];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (clock.reach(Temporal.Instant.fromEpochMilliseconds(middle)) <= passed) low = middle;
      else high = middle;
    }
    return Temporal.Instant.fromEpochMilliseconds(low);
  };
}
