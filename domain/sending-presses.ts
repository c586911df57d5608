import { addWorkingDays } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { crossings, known, morning } from './crossings.ts';
import type { Crossing } from './crossings.ts';
import type { Press, Recipient, SendingPolicy } from './regime.ts';
import { byDate, dayOf, instantOf, isBefore } from './zone.ts';

/** A receiver to whom the compiled report of a cycle has not been sent. */
export interface WaitingSending {
  receiver: string;
  due: Temporal.PlainDate;
  /** When the cycle closes: nobody is reminded after it. */
  until: Temporal.Instant;
}

/** Whom the engine reminds as a receiver's date nears, when the regime does not say. Source: the plan's III.2; configuration. */
export const usualSendingPress: readonly Press[] = [
  { workingDays: -5, to: ['officer'] },
  { workingDays: -2, to: ['officer'] },
  { workingDays: 0, to: ['officer', 'leader'] },
];

const usualDaily: readonly Recipient[] = ['officer', 'leader'];

/** The patiences of sending in their order; the last is the one of every working day after the date. */
export const sendingPatiences = (policy: SendingPolicy = {}): readonly Press[] => [
  ...(policy.press ?? usualSendingPress),
  { workingDays: 1, to: policy.daily ?? usualDaily },
];

/**
 * The mornings on which Sở's people are reminded of a sending that is not recorded: some working days before the date, on
 * the day, and each working day after it until the cycle closes. For 25/12/2026, a Friday: 18/12, 23/12, 25/12, 28/12, …
 * Out: `ordinal` by `sendingPatiences`; none beyond the calendar.
 */
export function sendingCrossings(
  policy: SendingPolicy | undefined,
  { due, until }: WaitingSending,
  calendar: Calendar,
): readonly Crossing[] {
  const patiences = sendingPatiences(policy);
  const near = crossings(patiences.slice(0, -1), ({ workingDays }) => addWorkingDays(due, workingDays, calendar));
  const after = dailyAfter(due, until, calendar).map((at) => ({ ordinal: patiences.length, at }));
  const told = new Set(near.map(({ at }) => at.epochMilliseconds));
  return [...near, ...after.filter(({ at }) => !told.has(at.epochMilliseconds))]
    .filter(({ at }) => isBefore(at, until))
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
}

/** The mornings of the working days after a date, until an instant. */
function dailyAfter(due: Temporal.PlainDate, until: Temporal.Instant, calendar: Calendar): Temporal.Instant[] {
  const mornings: Temporal.Instant[] = [];
  const last = dayOf(until);
  for (let [day] = nextDay(due, calendar); day && byDate(day, last) <= 0; [day] = nextDay(day, calendar)) {
    mornings.push(instantOf(day, morning));
  }
  return mornings;
}

const nextDay = (day: Temporal.PlainDate, calendar: Calendar): Temporal.PlainDate[] =>
  known(() => addWorkingDays(day, 1, calendar));
