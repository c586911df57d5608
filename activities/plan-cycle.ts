import { nextCycleStep, planCycle } from '../domain/cycle.ts';
import type { CycleStep } from '../domain/cycle.ts';
import type { CycleId } from '../domain/matter.ts';
import { readCycleFacts } from '../store/cycles.ts';
import type { Moment } from '../workflows/timeline.ts';
import type { Outside } from './outside.ts';

/** A cycle's step as it crosses the engine. */
export type CycleOrder = Pick<CycleStep, 'key' | 'kind' | 'rung'> & { at: string; due?: string };

export const createPlanCycle = ({ db, clock }: Outside) => ({
  /** What the cycle does next, and in how many engine milliseconds. Writes nothing. */
  async planCycle(cycle: CycleId): Promise<Moment<CycleOrder>> {
    const facts = await readCycleFacts(db, cycle);
    if (facts.cycle.closedAt) return { done: true };
    const steps = planCycle(facts.regime, facts.cycle.term, facts.groups, facts.calendar);
    const next = nextCycleStep(steps, facts.taken);
    if (!next) return { done: true };
    return { done: false, delay: clock.engineDelay(next.at), step: orderOf(next) };
  },
});

const orderOf = ({ key, kind, rung, at, due }: CycleStep): CycleOrder => ({
  key,
  kind,
  rung,
  at: at.toString(),
  ...(due && { due: due.toString() }),
});

/** The step behind an order. */
export const stepOf = ({ key, kind, rung, at, due }: CycleOrder): CycleStep => ({
  key,
  kind,
  rung,
  at: Temporal.Instant.from(at),
  ...(due && { due: Temporal.PlainDate.from(due) }),
});
