import { addWorkingDays } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import type { Next } from './next.ts';
import { dayOf, instantOf } from './zone.ts';

/** Where an obstacle stands: waiting for the focal agency, answered, before UBND tỉnh, decided, closed. */
export type ObstacleState = 'raised' | 'answered' | 'forwarded' | 'decided' | 'closed';

/** What was written on an obstacle's thread. */
export type ObstacleEntryKind = 'raised' | 'answered' | 'forwarded' | 'decided' | 'closed';

export interface ObstacleFacts {
  state: ObstacleState;
  /** When it began to wait for whoever must act now. */
  waitingSince: Temporal.Instant;
  /** The keys of the steps already taken. */
  taken: ReadonlySet<string>;
}

/** `wait-1` and `wait-2`: the focal agency is reminded that an obstacle still waits; the second time its leader too. */
export interface ObstacleStep {
  kind: 'wait';
  key: 'wait-1' | 'wait-2';
  ordinal: 1 | 2;
}

/** Working days after which a waiting obstacle is pressed upon the focal agency, the first and the second time. */
export const obstaclePatience = [5, 10] as const;

/**
 * What an obstacle does next: it is pressed upon the focal agency after 5 working days without an answer, again after 10.
 * Acknowledgement and outcomes are told by the verbs themselves, in the same transaction as the fact.
 * Out: done when closed; without a step while it waits for people only. Refuses: `calendar.gap`.
 * Source: the plan's III.2: difficulties are reported promptly and compiled for UBND tỉnh.
 */
export function planObstacle(facts: ObstacleFacts, now: Temporal.Instant, calendar: Calendar): Next<ObstacleStep> {
  if (facts.state === 'closed') return { done: true };
  const quiet: Next<ObstacleStep> = { done: false, at: now.add({ hours: 24 * 30 }) };
  if (facts.state !== 'raised') return quiet;
  const ordinal = ([1, 2] as const).find((each) => !facts.taken.has(`wait-${each}`));
  if (!ordinal) return quiet;
  const day = addWorkingDays(dayOf(facts.waitingSince), obstaclePatience[ordinal - 1] ?? 0, calendar);
  return { done: false, at: instantOf(day, '08:00'), step: { kind: 'wait', key: `wait-${ordinal}`, ordinal } };
}
