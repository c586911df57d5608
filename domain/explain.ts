import type { Calendar } from './calendar.ts';
import { climbs, rungInstant } from './cycle.ts';
import type { DueKind } from './cycle.ts';
import { dueOf, owesNothing } from './obligation.ts';
import type { Obligation, ObligationState } from './obligation.ts';
import { isWave } from './regime.ts';
import type { Regime, Rung, WaveKind } from './regime.ts';
import { dayInTerm } from './term.ts';
import type { Term } from './term.ts';
import { dayOf, isBefore } from './zone.ts';

/** A date that an agency had, in the order in which they held; each has a ladder of its own. */
export interface HeldDate {
  due: Temporal.PlainDate;
  kind: DueKind;
  /** When it was set. */
  setAt: Temporal.Instant;
  /** From when its rungs are the agency's: a new calendar may begin earlier or later than it was brought in. */
  since: Temporal.Instant;
  revision: number;
}

/** What moved an agency's date: a granted extension, a returned report, or a new calendar. */
export interface DateMove {
  at: Temporal.Instant;
  kind: DueKind;
  due: Temporal.PlainDate;
  /** Of a new calendar: the date that held before, and from when the new one's rungs count. */
  byCalendar?: { from: Temporal.PlainDate; since: Temporal.Instant };
}

/**
 * The dates that an agency has had, the first one from the opening of its cycle. An extension that is granted while a
 * correction runs moves the correction's date. The last one is as the obligation has it.
 */
export function heldDates(
  obligation: Obligation,
  openedAt: Temporal.Instant,
  moves: readonly DateMove[],
): readonly HeldDate[] {
  const inOrder = moves.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
  const first = inOrder[0]?.byCalendar?.from ?? obligation.due;
  const held: HeldDate[] = [{ due: first, kind: 'due', setAt: openedAt, since: openedAt, revision: 0 }];
  for (const { at, due, kind: given, byCalendar } of inOrder) {
    const kind = held.at(-1)?.kind === 'correction' ? 'correction' : given;
    held.push({ due, kind, setAt: at, since: byCalendar?.since ?? at, revision: held.length });
  }
  const last = held.pop();
  const setAt = last?.setAt ?? openedAt;
  const since = held.length > 0 ? obligation.dueSince : openedAt;
  // An accepted report has no correction date any more; its ladder was climbed all the same.
  const now = last && last.kind === 'correction' ? { due: last.due, kind: last.kind } : dueOf(obligation);
  return [...held, { ...now, setAt, since, revision: obligation.revision }];
}

/** A line of the ledger for a rung, as far as it tells what became of it. */
export interface RungLine {
  slot: string;
  rung: string;
  revision: number;
  state: 'planned' | 'claimed' | 'sent' | 'bounced' | 'failed' | 'cancelled' | 'overtaken';
  reason: string | undefined;
}

/** What became of a rung for an agency. */
export type Fate =
  /** It stands in the ledger, which knows its outcome. */
  | { outcome: 'in_ledger'; line: RungLine }
  /** It lies ahead, and comes if the agency has not reported by then. */
  | { outcome: 'ahead' }
  /** It lies ahead, but the agency owes nothing. */
  | { outcome: 'needless'; state: ObligationState }
  /** The date had been moved before it fell. */
  | { outcome: 'moved_on'; to: Temporal.PlainDate; at: Temporal.Instant }
  /** The date held only later than the rung would have fallen. */
  | { outcome: 'before_date'; since: Temporal.Instant }
  /** Its moment is past and the clockwork has not taken it yet. */
  | { outcome: 'overdue' }
  /** Its wave was taken without a letter to this agency. */
  | { outcome: 'passed_over' };

/** A rung of an agency's ladder with its moment and its fate. */
export interface RungFate {
  rung: string;
  kind: WaveKind;
  basis: string;
  due: Temporal.PlainDate;
  dueKind: DueKind;
  at: Temporal.Instant;
  /** The day that the regime states, when that is a day off and the rung was moved. */
  statedOn?: Temporal.PlainDate;
  fate: Fate;
}

export interface ExplainFacts {
  obligation: Obligation;
  held: readonly HeldDate[];
  lines: readonly RungLine[];
  /** The keys of the cycle's steps that were taken. */
  taken: { has(key: string): boolean };
  regime: Regime;
  term: Term;
  calendar: Calendar;
  now: Temporal.Instant;
}

/**
 * What became of every rung of an agency's ladders, in the order in which they fall: why there is a letter, and why there
 * is none. In: the dates that it has had. Refuses: `calendar.gap`.
 */
export function rungFates(facts: ExplainFacts): readonly RungFate[] {
  const fates = facts.held.flatMap((held, place) =>
    facts.regime.ladder.flatMap((rung) => {
      if (!isWave(rung.kind) || !climbs(held.kind, rung)) return [];
      const at = rungInstant(facts.regime, rung, held.due, facts.term, facts.calendar);
      const statedOn = statedDayOf(rung, facts);
      const { rung: name, kind, basis } = rung;
      return [
        {
          ...{ rung: name, kind, basis, due: held.due, dueKind: held.kind, at },
          ...(statedOn && !statedOn.equals(dayOf(at)) && { statedOn }),
          fate: fateOf(rung, at, held, facts.held[place + 1], facts),
        },
      ];
    }),
  );
  return fates.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
}

function fateOf(
  { rung, kind }: Rung,
  at: Temporal.Instant,
  held: HeldDate,
  next: HeldDate | undefined,
  { obligation, lines, taken, now }: ExplainFacts,
): Fate {
  const isRequest = kind === 'request';
  const line = lines.find((each) => each.rung === rung && (isRequest || each.revision === held.revision));
  if (line) return { outcome: 'in_ledger', line };
  if (!isRequest && isBefore(at, held.since)) {
    // What a moved date does not climb again was climbed for the one before.
    const before = held.setAt.equals(held.since) ? undefined : lines.findLast((each) => each.rung === rung);
    return before ? { outcome: 'in_ledger', line: before } : { outcome: 'before_date', since: held.setAt };
  }
  if (next && !isBefore(at, next.setAt)) return { outcome: 'moved_on', to: next.due, at: next.setAt };
  if (isBefore(now, at)) {
    const { state } = obligation;
    return owesNothing(state) ? { outcome: 'needless', state } : { outcome: 'ahead' };
  }
  return { outcome: taken.has(`${rung}@${held.due.toString()}`) ? 'passed_over' : 'overdue' };
}

/** The day of the calendar that a rung states, before it is moved off a day off; undefined when it counts working days. */
export const statedDayOf = (
  { when }: Rung,
  { term, regime }: { term: Term; regime: Regime },
): Temporal.PlainDate | undefined => ('workingDays' in when ? undefined : dayInTerm(when, term, regime.frequency));

/** Days around the asked one within which rungs are told of. */
const near = 7;

/** The rungs that fell on a day or near it: within seven days, or, with none there, the last before and the first after. */
export function rungsNear<Placed extends { at: Temporal.Instant }>(
  fates: readonly Placed[],
  day: Temporal.PlainDate,
): readonly Placed[] {
  const distance = ({ at }: Placed) => day.until(dayOf(at)).total('days');
  const close = fates.filter((fate) => Math.abs(distance(fate)) <= near);
  if (close.length > 0) return close;
  const before = fates.findLast((fate) => distance(fate) < 0);
  const after = fates.find((fate) => distance(fate) > 0);
  return [...(before ? [before] : []), ...(after ? [after] : [])];
}
