import { addWorkingDays } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import type { Next } from './next.ts';
import { obstaclePeriodsAround } from './obstacle-period.ts';
import { byDate, dayOf, instantOf, isBefore } from './zone.ts';

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
  raisedAt: Temporal.Instant;
  /** The last day that a compilation of obstacles reaches; undefined before the first. */
  compiledTo?: Temporal.PlainDate | undefined;
}

/** `wait-1` and `wait-2`: the focal agency is reminded that an obstacle still waits; the second time its leader too. */
export type WaitStep = { kind: 'wait'; key: 'wait-1' | 'wait-2'; ordinal: 1 | 2 };

/** `compile-2026-4`: a period's obstacles are to be compiled for UBND tỉnh. Each open obstacle brings it; one letter is written. */
export type CompileStep = { kind: 'wait'; key: `compile-${string}` };

export type ObstacleStep = WaitStep | CompileStep;

/** Whether a step is a period's compilation. */
export const isCompileStep = (step: ObstacleStep): step is CompileStep => !('ordinal' in step);

/** Working days after which a waiting obstacle is pressed upon the focal agency, the first and the second time. */
export const obstaclePatience = [5, 10] as const;

/**
 * What an obstacle does next: it is pressed upon the focal agency after 5 working days without an answer, again after 10;
 * while it is open, people are told once that a period's obstacles are to be compiled.
 * Acknowledgement and outcomes are told by the verbs themselves, in the same transaction as the fact.
 * Out: done when closed; without a step while it waits for people only. Refuses: `calendar.gap`.
 * Source: the plan's III.2: difficulties are reported promptly and compiled for UBND tỉnh.
 */
export function planObstacle(facts: ObstacleFacts, now: Temporal.Instant, calendar: Calendar): Next<ObstacleStep> {
  if (facts.state === 'closed') return { done: true };
  const quiet: Moment = { done: false, at: now.add({ hours: 24 * 30 }) };
  const moments = [quiet, ...waiting(facts, calendar), ...compiling(facts, now, calendar)];
  return moments.reduce((first, each) => (isBefore(each.at, first.at) ? each : first));
}

type Moment = Extract<Next<ObstacleStep>, { done: false }>;

function waiting({ state, taken, waitingSince }: ObstacleFacts, calendar: Calendar): Moment[] {
  const ordinal = ([1, 2] as const).find((each) => !taken.has(`wait-${each}`));
  if (state !== 'raised' || !ordinal) return [];
  const day = addWorkingDays(dayOf(waitingSince), obstaclePatience[ordinal - 1] ?? 0, calendar);
  return [{ done: false, at: instantOf(day, '08:00'), step: { kind: 'wait', key: `wait-${ordinal}`, ordinal } }];
}

function compiling(
  { taken, raisedAt, compiledTo }: ObstacleFacts,
  now: Temporal.Instant,
  calendar: Calendar,
): Moment[] {
  const periods = obstaclePeriodsAround(dayOf(now), calendar).filter(
    ({ name, to }) =>
      !taken.has(`compile-${name}`) && byDate(dayOf(raisedAt), to) <= 0 && (!compiledTo || byDate(compiledTo, to) < 0),
  );
  return periods.slice(0, 1).map(({ name, dueOn }): Moment => {
    return { done: false, at: instantOf(dueOn, '08:00'), step: { kind: 'wait', key: `compile-${name}` } };
  });
}
