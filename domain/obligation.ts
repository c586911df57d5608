import type { Calendar } from './calendar.ts';
import { workingDaysBetween } from './calendar.ts';
import { climbs, closesAt, rungInstant } from './cycle.ts';
import type { DueGroup, DueKind } from './cycle.ts';
import { isOnTime } from './deadline.ts';
import { isWave, rungOf } from './regime.ts';
import type { Regime, Rung, WaveKind } from './regime.ts';
import type { Term } from './term.ts';
import { byDate, dayOf, isBefore } from './zone.ts';

/** What was last done with an obligation: a recorded fact with its time. */
export type ObligationState = 'open' | 'submitted' | 'returned' | 'accepted' | 'excused';

/** An agency's duty to report in a cycle, as its dates and its last fact stand. */
export interface Obligation {
  id: string;
  cycle: string;
  agency: string;
  state: ObligationState;
  stateAt: Temporal.Instant;
  /** The cycle's due date. */
  due: Temporal.PlainDate;
  /** Set by a granted extension. */
  extendedDue: Temporal.PlainDate | undefined;
  /** Set when a report was returned, until the corrected one is accepted. */
  correctionDue: Temporal.PlainDate | undefined;
  /** From when the date in force has held. */
  dueSince: Temporal.Instant;
  /** When the date in force was last moved; absent while it is the first one. */
  movedAt?: Temporal.Instant | undefined;
  /** How often the date in force has been moved; part of slot keys so that a moved date has its own ladder. */
  revision: number;
}

/**
 * The date that an obligation is measured by now, and where it comes from. An extension never shortens: when a new calendar
 * moves the regime's own date to the extended one or beyond, the regime's holds.
 */
export function dueOf(obligation: Pick<Obligation, 'due' | 'extendedDue' | 'correctionDue'>): {
  due: Temporal.PlainDate;
  kind: DueKind;
} {
  if (obligation.correctionDue) return { due: obligation.correctionDue, kind: 'correction' };
  const { extendedDue } = obligation;
  if (extendedDue && byDate(obligation.due, extendedDue) < 0) return { due: extendedDue, kind: 'extended' };
  return { due: obligation.due, kind: 'due' };
}

/**
 * The date by which a report is on time or late: the one in force, but a correction's date never takes from an agency what
 * the regime or an extension has given it.
 */
export function judgedBy(obligation: Pick<Obligation, 'due' | 'extendedDue' | 'correctionDue'>): Temporal.PlainDate {
  const [inForce, own] = [dueOf(obligation).due, dueOf({ ...obligation, correctionDue: undefined }).due];
  return byDate(inForce, own) < 0 ? own : inForce;
}

/** Whether the agency owes nothing at the moment: it has reported (and was not returned the report), or was excused. */
export const owesNothing = (state: ObligationState): boolean => state !== 'open' && state !== 'returned';

/** The due group of an obligation, for planning. */
export function groupOf(obligation: Obligation): DueGroup {
  const { dueSince: since, revision, movedAt } = obligation;
  return { ...dueOf(obligation), since, ...(revision > 0 && { moved: true }), ...(movedAt && { movedAt }) };
}

/** How an obligation looks on a day; each has a colour, an icon and a word. */
export type ObligationLook =
  'excused' | 'returned' | 'on_time' | 'late' | 'overdue' | 'due_soon' | 'extended' | 'not_due';

/**
 * How an obligation looks at an instant. A report counts by its first version: on time or late is the receipt's word.
 * `due_soon` is from three working days before the date in force to the end of the regime's grace.
 * In: whether the first submission was on time, when there is one; the regime's grace. Refuses: `calendar.gap`.
 */
export function lookOf(
  obligation: Obligation,
  firstOnTime: boolean | undefined,
  now: Temporal.Instant,
  { calendar, graceHours }: { calendar: Calendar; graceHours: number },
): ObligationLook {
  if (obligation.state === 'excused' || obligation.state === 'returned') return obligation.state;
  if (owesNothing(obligation.state)) return firstOnTime === false ? 'late' : 'on_time';
  const { due, kind } = dueOf(obligation);
  if (!isOnTime(now, due, graceHours)) return 'overdue';
  if (workingDaysBetween(dayOf(now), due, calendar) <= 3) return 'due_soon';
  return kind === 'extended' ? 'extended' : 'not_due';
}

/** What a wave does with one agency when it is taken. */
export type SlotVerdict =
  | { outcome: 'planned' }
  | { outcome: 'cancelled'; reason: 'submitted' | 'excused' | 'accepted' }
  | { outcome: 'overtaken'; by: string }
  | { outcome: 'not_theirs' };

/** What a wave looks at for one agency. */
export interface SlotFacts {
  obligation: Obligation;
  /** The rungs for which the agency already has a slot for its date in force. */
  taken: ReadonlySet<string>;
  /** When the agency was asked for the report; undefined before. */
  requestedAt: Temporal.Instant | undefined;
  now: Temporal.Instant;
  regime: Regime;
  term: Term;
  calendar: Calendar;
}

/**
 * Whether a rung's letter goes to an agency, now that its wave is taken: to those that owe a report; cancelled with the
 * reason for those that do not; overtaken when a newer rung is due as well. A missed wave is caught up once, by its
 * newest rung; a missed request is always caught up, and the reminders that it comes after fall away.
 * Refuses: `calendar.gap`.
 */
export function slotVerdict(rungName: string, facts: SlotFacts): SlotVerdict {
  const { obligation, requestedAt } = facts;
  const rung = rungOf(facts.regime, rungName);
  const { due, kind } = dueOf(obligation);
  if (!climbs(kind, rung)) return { outcome: 'not_theirs' };
  if (owesNothing(obligation.state)) {
    return { outcome: 'cancelled', reason: obligation.state as 'submitted' | 'excused' | 'accepted' };
  }
  // An agency is asked once: the request that has not left yet will name the date that holds by then.
  if (rung.kind === 'request') return requestedAt ? { outcome: 'not_theirs' } : { outcome: 'planned' };
  const at = rungInstant(facts.regime, rung, due, facts.term, facts.calendar);
  if (isTooSoon(rung, due, facts)) return { outcome: 'not_theirs' };
  if (isBefore(at, obligation.dueSince)) return { outcome: 'not_theirs' };
  const newer = newestDueRung(at, due, kind, facts);
  if (newer) return { outcome: 'overtaken', by: newer };
  if (requestedAt && kind === 'due' && isBefore(at, requestedAt)) return { outcome: 'overtaken', by: 'request' };
  return { outcome: 'planned' };
}

/** Within the regime's grace nobody is late, and nobody is urged as if they were. */
const isTooSoon = (
  { kind }: Rung,
  due: Temporal.PlainDate,
  { now, regime }: Pick<SlotFacts, 'now' | 'regime'>,
): boolean => kind === 'urge' && isOnTime(now, due, regime.graceHours);

function newestDueRung(
  at: Temporal.Instant,
  due: Temporal.PlainDate,
  kind: DueKind,
  { regime, taken, now, term, calendar }: SlotFacts,
): string | undefined {
  const missed = regime.ladder
    .filter((rung) => isWave(rung.kind) && rung.kind !== 'request' && climbs(kind, rung) && !taken.has(rung.rung))
    .filter((rung) => !isTooSoon(rung, due, { now, regime }))
    .map((rung) => ({ rung: rung.rung, at: rungInstant(regime, rung, due, term, calendar) }))
    .filter((rung) => isBefore(at, rung.at) && !isBefore(now, rung.at))
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
  if (missed.length === 0) return undefined;
  // A rung after the cycle's closing is never taken: it replaces nothing.
  const end = closesAt(regime, term, calendar);
  return missed.findLast((rung) => !end || !isBefore(end, rung.at))?.rung;
}

/** A rung's letter that will come to an agency if it has not reported by then. */
export interface ComingLetter {
  rung: string;
  kind: WaveKind;
  at: Temporal.Instant;
}

/**
 * The letters that an agency would still get, in order, if it never reported: what the board calls the next step.
 * Empty when it owes nothing. Refuses: `calendar.gap`.
 */
export function comingLetters(
  obligation: Obligation,
  now: Temporal.Instant,
  regime: Regime,
  term: Term,
  calendar: Calendar,
): readonly ComingLetter[] {
  if (owesNothing(obligation.state)) return [];
  const { due, kind } = dueOf(obligation);
  return regime.ladder
    .flatMap((rung) =>
      isWave(rung.kind) && climbs(kind, rung)
        ? [{ rung: rung.rung, kind: rung.kind, at: rungInstant(regime, rung, due, term, calendar) }]
        : [],
    )
    .filter(({ at }) => isBefore(now, at) && !isBefore(at, obligation.dueSince))
    .filter(({ kind: letter, at }) => letter !== 'urge' || !isOnTime(at, due, regime.graceHours))
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
}
