import type { Calendar } from './calendar.ts';
import { cycleDates } from './cycle.ts';
import type { Next } from './next.ts';
import { Refusal } from './refusal.ts';
import type { Regime } from './regime.ts';
import { byTerm, nextTerm, partsOf } from './term.ts';
import type { Term } from './term.ts';
import { dayOf } from './zone.ts';

export interface RegimeStep {
  kind: 'open';
  term: Term;
}

/** What planning a regime looks at. */
export interface RegimeFacts {
  regime: Regime;
  /** When the regime was put in force here: no cycle is opened whose due date lay before. */
  activatedAt: Temporal.Instant;
  /** False for one that is only drafted, or withdrawn: it opens nothing. */
  inForce?: boolean;
  /** The terms whose cycles exist. */
  opened: readonly Term[];
  calendar: Calendar;
}

/**
 * The next cycle that a regime opens, and when: term after term, each in time. When the calendar does not reach that
 * term, the regime waits and looks again after thirty days; a new calendar wakes it at once.
 * In: `now` for the waiting. Out: done when a one-off report was opened; any other regime ends by being withdrawn, and
 * begins by being activated.
 */
export function planRegime(facts: RegimeFacts, now: Temporal.Instant): Next<RegimeStep> {
  if (facts.inForce === false) return { done: true };
  const last = facts.opened.toSorted(byTerm).at(-1);
  if (last && facts.regime.frequency === 'once') return { done: true };
  const term = last ? following(last, facts.regime) : firstTerm(facts);
  const at = opensAt(facts, term);
  return at ? { done: false, at, step: { kind: 'open', term } } : { done: false, at: now.add({ hours: 24 * 30 }) };
}

/** The term that a regime reports after another; parts that it does not report are passed over. */
export function following(term: Term, { frequency, parts }: Pick<Regime, 'frequency' | 'parts'>): Term {
  const next = nextTerm(term, frequency);
  return next.part === undefined || !parts || parts.length === 0 || parts.includes(next.part)
    ? next
    : following(next, { frequency, parts });
}

/** The first term whose due date does not lie before the day on which the regime was put in force. */
function firstTerm({ regime, activatedAt, calendar }: RegimeFacts): Term {
  const day = dayOf(activatedAt);
  const { frequency, once } = regime;
  if (frequency === 'once') return { year: once ? Temporal.PlainDate.from(once.to).year : day.year };
  // A report may be due in the year after the one that names it.
  let term = following(
    frequency === 'year' ? { year: day.year - 2 } : { year: day.year - 2, part: partsOf(frequency) },
    regime,
  );
  while (isPast(regime, term, day, calendar)) term = following(term, regime);
  return term;
}

/** Terms of which the calendar knows nothing lie before it, unless they are of the day's own year. */
function isPast(regime: Regime, term: Term, day: Temporal.PlainDate, calendar: Calendar): boolean {
  try {
    return Temporal.PlainDate.compare(cycleDates(regime, term, calendar).due, day) < 0;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.gap') return term.year < day.year;
    throw error;
  }
}

function opensAt({ regime, calendar }: RegimeFacts, term: Term): Temporal.Instant | undefined {
  try {
    return cycleDates(regime, term, calendar).opensAt;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.gap') return undefined;
    throw error;
  }
}
