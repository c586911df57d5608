import type { AgencyKind } from './agency.ts';
import type { Calendar } from './calendar.ts';
import { climbs, cycleDates, rungInstant } from './cycle.ts';
import type { DueKind } from './cycle.ts';
import { isOnTime } from './deadline.ts';
import { dueOf, owesNothing } from './obligation.ts';
import type { Obligation } from './obligation.ts';
import { isWave } from './regime.ts';
import type { Regime } from './regime.ts';
import type { Term } from './term.ts';
import { byDate, byInstant, dayOf } from './zone.ts';

/** An obligation with what a moved date looks at. */
export interface DatedObligation extends Obligation {
  agencyName: string;
  agencyKind: AgencyKind;
  /** The due date that the agency was last told of; undefined before its request has left. */
  told: Temporal.PlainDate | undefined;
  /** The rungs whose letters left, or fell away for good, before the date is moved. */
  climbed: ReadonlySet<string>;
}

/** A cycle's due date that a new calendar moves for one agency. */
export interface DueMove {
  obligation: string;
  cycle: string;
  agency: string;
  agencyName: string;
  /** The regime's own date, as it now stands. */
  due: Temporal.PlainDate;
  /** The date in force when it moves with it; absent while a granted or a correction date holds. */
  inForce?: {
    from: Temporal.PlainDate;
    to: Temporal.PlainDate;
    kind: DueKind;
    /** The ladder of the new date begins here: the rungs that were climbed for the old one are not climbed again. */
    since: Temporal.Instant;
    owes: boolean;
  };
  /** The date that the agency was told of, when it has to be told of the new one. */
  tell?: Temporal.PlainDate;
}

/** By what dates are moved: `after` is the new calendar. */
export interface MoveFacts {
  regime: Regime;
  term: Term;
  after: Calendar;
  now: Temporal.Instant;
}

/**
 * What a new calendar does to the due dates of a cycle's agencies: gives the rule for one of them, undefined when its date
 * stays. Granted and correction dates stay. A date does not move back to a day that is already over: nobody becomes late
 * by an import.
 * Refuses: `calendar.gap`. Source: invariant 5, an announced date moves only by a recorded fact that its agency is told of.
 */
export function dueMover(facts: MoveFacts): (owed: DatedObligation) => DueMove | undefined {
  const { regime, term, after, now } = facts;
  const dates = cycleDates(regime, term, after);
  const ladders = new Map<string, Ladder>();
  const ladderOf = (due: Temporal.PlainDate, kind: DueKind): Ladder => {
    const key = `${kind} ${due.toString()}`;
    const ladder = ladders.get(key) ?? ladderFor(due, kind, facts);
    ladders.set(key, ladder);
    return ladder;
  };
  return (owed) => {
    const due = dates.dueOf[owed.agencyKind] ?? dates.due;
    const isBack = byDate(due, owed.due) < 0;
    if (due.equals(owed.due) || (isBack && byDate(due, dayOf(now)) < 0)) return undefined;
    const from = dueOf(owed).due;
    const { due: to, kind } = dueOf({ ...owed, due });
    const { id: obligation, cycle, agency, agencyName } = owed;
    const move = { obligation, cycle, agency, agencyName, due };
    if (from.equals(to)) return move;
    const owes = !owesNothing(owed.state);
    const tell = owes && owed.told && !owed.told.equals(to) ? owed.told : undefined;
    const since = sinceOf(owed, ladderOf(to, kind), dates.opensAt);
    return { ...move, inForce: { from, to, kind, since, owes }, ...(tell && { tell }) };
  };
}

/** The rungs of waves for a due date; `isVoid` for an urging to a date that is not over after all. */
type Ladder = readonly { rung: string; at: Temporal.Instant; isVoid: boolean }[];

const ladderFor = (due: Temporal.PlainDate, kind: DueKind, { regime, term, after, now }: MoveFacts): Ladder =>
  regime.ladder
    .filter((rung) => isWave(rung.kind) && climbs(kind, rung))
    .map((rung) => ({
      rung: rung.rung,
      at: rungInstant(regime, rung, due, term, after),
      isVoid: rung.kind === 'urge' && isOnTime(now, due),
    }));

/**
 * From when the rungs of a moved date are an agency's: right after the newest rung that was climbed for the date before,
 * so that none is repeated; earlier than the moment of the move when rungs fell to be climbed before it, so that none is
 * lost.
 */
function sinceOf(owed: DatedObligation, ladder: Ladder, opensAt: Temporal.Instant): Temporal.Instant {
  const climbed = ladder.filter(({ rung, isVoid }) => owed.climbed.has(rung) && !isVoid).map(({ at }) => at);
  const newest = climbed.toSorted(byInstant).at(-1);
  if (newest) return newest.add({ seconds: 1 });
  const starts = [opensAt, owed.dueSince, ...ladder.map(({ at }) => at)];
  return starts.toSorted(byInstant)[0] ?? opensAt;
}
