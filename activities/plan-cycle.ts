import { nextCycleStep, planCycle, takenFrom } from '../domain/cycle.ts';
import type { CycleStep } from '../domain/cycle.ts';
import type { CycleId } from '../domain/matter.ts';
import { isPress, nextMorning, nextPressing } from '../domain/pressing.ts';
import type { PressingKind, PressingStep } from '../domain/pressing.ts';
import type { StepKind } from '../domain/regime.ts';
import { isBefore } from '../domain/zone.ts';
import { readCycleFacts } from '../store/cycles.ts';
import { readPressingFacts } from '../store/pressing.ts';
import type { Moment } from '../workflows/timeline.ts';
import type { Outside } from './outside.ts';

interface Order<Kind> {
  key: string;
  kind: Kind;
  rung: string;
  at: string;
}

/** A cycle's step as it crosses the engine: one of its ladder, or one that comes from what people leave undone. */
export type CycleOrder = Order<StepKind> & { due?: string };
export type PressingOrder = Order<PressingKind>;

export const createPlanCycle = ({ db, clock }: Pick<Outside, 'db' | 'clock'>) => ({
  /**
   * What the cycle does next, and in how many engine milliseconds. It looks again each working morning: a report that
   * comes in wakes nobody, and yet may lie too long. Writes nothing.
   */
  async planCycle(cycle: CycleId): Promise<Moment<CycleOrder | PressingOrder>> {
    const facts = await readCycleFacts(db, cycle);
    if (facts.cycle.closedAt) return { done: true };
    const { regime, groups, calendar, taken } = facts;
    const steps = planCycle(regime, facts.cycle.term, groups, calendar, taken);
    const own = nextCycleStep(steps, taken);
    const pressing = nextPressing(facts.regime, await readPressingFacts(db, cycle), facts.calendar);
    const next = pressing && own ? (isBefore(pressing.at, own.at) ? pressing : own) : (own ?? pressing);
    if (!next) return { done: true };
    const look = nextMorning(clock.now(), facts.calendar);
    // A delay of nothing would mean: nothing to wait for.
    if (isBefore(look, next.at)) return { done: false, delay: Math.max(1, clock.engineDelay(look)) };
    return { done: false, delay: clock.engineDelay(isPressing(next) ? next.at : takenFrom(next)), step: orderOf(next) };
  },
});

const orderOf = (step: CycleStep | PressingStep): CycleOrder | PressingOrder => ({
  ...{ key: step.key, rung: step.rung, at: step.at.toString() },
  ...(isPressing(step) ? { kind: step.kind } : { kind: step.kind, ...(step.due && { due: step.due.toString() }) }),
});

const isPressing = (step: CycleStep | PressingStep): step is PressingStep =>
  step.kind === 'lapse' || isPress(step.kind);

/** The step behind an order. */
export const stepOf = ({ key, kind, rung, at, due }: CycleOrder): CycleStep => ({
  key,
  kind,
  rung,
  at: Temporal.Instant.from(at),
  ...(due && { due: Temporal.PlainDate.from(due) }),
});

/** The pressing step behind an order. */
export const pressingOf = (order: PressingOrder): PressingStep => ({ ...order, at: Temporal.Instant.from(order.at) });
