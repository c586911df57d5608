import { planRegime } from '../domain/plan-regime.ts';
import type { Term } from '../domain/term.ts';
import { openCycle } from '../office/open-cycle.ts';
import { readRegimeFacts } from '../store/regimes.ts';
import type { Moment } from '../workflows/timeline.ts';
import type { Outside } from './outside.ts';

export interface RegimeOrder {
  term: Term;
}

export const createRegimeSteps = ({ db, clock, log }: Outside) => ({
  /** Which cycle a regime opens next, and in how many engine milliseconds. Writes nothing. */
  async planRegime(regime: string): Promise<Moment<RegimeOrder>> {
    const next = planRegime(await readRegimeFacts(db, regime), clock.now());
    if (next.done) return next;
    return { done: false, delay: clock.engineDelay(next.at), ...(next.step && { step: { term: next.step.term } }) };
  },

  async openCycle(regime: string, { term }: RegimeOrder): Promise<void> {
    const cycle = await openCycle(db, regime, term, clock.now());
    log.info({ cycle }, 'cycle opened');
  },
});
