import type { Calendar } from './calendar.ts';
import { cycleDates } from './cycle.ts';
import type { Next } from './next.ts';
import { Refusal } from './refusal.ts';
import type { Regime } from './regime.ts';
import { dayOf } from './zone.ts';

export interface RegimeStep {
  kind: 'open';
  year: number;
}

/** What planning a regime looks at. */
export interface RegimeFacts {
  regime: Regime;
  /** When the regime was put in force here: no cycle is opened whose due date lay before. */
  activatedAt: Temporal.Instant;
  /** The years whose cycles exist. */
  openedYears: readonly number[];
  calendar: Calendar;
}

/**
 * The next cycle that a regime opens, and when: year after year, each in time. When the calendar does not reach that
 * year, the regime waits and looks again after thirty days; a new calendar wakes it at once.
 * In: `now` for the waiting. Out: never done: a regime ends by being withdrawn.
 */
export function planRegime(facts: RegimeFacts, now: Temporal.Instant): Next<RegimeStep> {
  const first = firstYear(facts);
  const last = Math.max(...facts.openedYears, first - 1);
  const year = last + 1;
  const at = opensAt(facts, year);
  return at ? { done: false, at, step: { kind: 'open', year } } : { done: false, at: now.add({ hours: 24 * 30 }) };
}

function firstYear({ regime, activatedAt, calendar }: RegimeFacts): number {
  const day = dayOf(activatedAt);
  try {
    return Temporal.PlainDate.compare(cycleDates(regime, day.year, calendar).due, day) >= 0 ? day.year : day.year + 1;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.gap') return day.year;
    throw error;
  }
}

function opensAt({ regime, calendar }: RegimeFacts, year: number): Temporal.Instant | undefined {
  try {
    return cycleDates(regime, year, calendar).opensAt;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.gap') return undefined;
    throw error;
  }
}
