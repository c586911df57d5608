import { orders } from './orders.ts';
import { followTimeline } from './timeline.ts';

/** A reporting regime opens its next cycle in time, year after year. */
export async function reportingRegime(regime: string): Promise<void> {
  await followTimeline(
    regime,
    () => orders.planRegime(regime),
    (step) => orders.openCycle(regime, step),
  );
}
