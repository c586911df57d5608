import { addWorkingDays } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { Refusal } from './refusal.ts';
import type { Press } from './regime.ts';
import { dayOf, instantOf } from './zone.ts';

/** A morning on which one matter crosses a patience: `ordinal` counts the patiences from 1. */
export interface Crossing {
  ordinal: number;
  at: Temporal.Instant;
}

/** The wall-clock time at which people are pressed. */
export const morning = '08:00';

/** The mornings of patiences, each once: of several on one day the last; none beyond the calendar. */
export function crossings(
  press: readonly Press[],
  dayOfPress: (each: Press) => Temporal.PlainDate,
): readonly Crossing[] {
  const each = press.flatMap((one, place) =>
    known(() => dayOfPress(one)).map((day) => ({ ordinal: place + 1, at: instantOf(day, morning) })),
  );
  return each
    .filter(({ at }, place) => !each.slice(place + 1).some((later) => later.at.equals(at)))
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
}

/**
 * The mornings on which people are pressed about what lies since an instant, never on the day of that instant; none
 * beyond the calendar.
 */
export const lyingPresses = (
  press: readonly Press[],
  since: Temporal.Instant,
  calendar: Calendar,
): readonly Crossing[] =>
  crossings(press, ({ workingDays }) => addWorkingDays(dayOf(since), Math.max(1, workingDays), calendar));

/** What a rule answers, as a list; none when its day lies beyond the calendar: one matter must not stop a cycle's others. */
export function known<Answer>(rule: () => Answer): Answer[] {
  try {
    return [rule()];
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.gap') return [];
    throw error;
  }
}
