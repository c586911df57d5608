import { planRegime } from '../domain/plan-regime.ts';
import { openCycle } from '../office/open-cycle.ts';
import { readRegimeFacts } from '../store/regimes.ts';
import type { Moment } from '../workflows/timeline.ts';
import type { Outside } from './outside.ts';

export interface RegimeOrder {
  year: number;
}

export const createRegimeSteps = ({ db, clock, log }: Outside) => ({
  /** Which cycle a regime opens next, and in how many engine milliseconds. Writes nothing. */
  async planRegime(regime: string): Promise<Moment<RegimeOrder>> {
    const next = planRegime(await readRegimeFacts(db, regime), clock.now());
    if (next.done) return next;
    return { done: false, delay: clock.engineDelay(next.at), ...(next.step && { step: { year: next.step.year } }) };
  },

  async openCycle(regime: string, { year }: RegimeOrder): Promise<void> {
    const cycle = await openCycle(db, regime, year, clock.now());
    log.info({ cycle }, 'cycle opened');
  },
});
