import type { Calendar } from './calendar.ts';
import { calendarDifference } from './calendar-difference.ts';
import type { DayDifference } from './calendar-difference.ts';
import { cycleDates } from './cycle.ts';
import type { CycleDates, TakenSteps } from './cycle.ts';
import type { CycleId } from './matter.ts';
import { dueMover } from './move-due.ts';
import type { DatedObligation, DueMove } from './move-due.ts';
import { leavesInstead, speaksOfDue } from './move-letter.ts';
import type { WaitingLine } from './move-letter.ts';
import { movedSteps } from './move-steps.ts';
import type { StepMove } from './move-steps.ts';
import { planRegime } from './plan-regime.ts';
import type { RegimeFacts } from './plan-regime.ts';
import type { Regime } from './regime.ts';
import type { SendWindow } from './send-window.ts';
import { termWords } from './term.ts';
import type { Term } from './term.ts';

/** The dates of a cycle that a calendar may move, beside the due dates of its agencies. */
export type DateName = 'cutOff' | 'due' | 'sendUp' | 'extensionLimit';

/** A cycle that is open, with its dates as they are stored. */
export interface OpenCycle {
  id: CycleId;
  words: string;
  regime: Regime;
  term: Term;
  dates: Record<DateName, Temporal.PlainDate>;
  obligations: readonly DatedObligation[];
  /** The steps that it has taken. */
  taken: TakenSteps;
}

/** What a change of the calendar looks at. */
export interface EffectFacts {
  before: Calendar;
  after: Calendar;
  window: SendWindow;
  now: Temporal.Instant;
  cycles: readonly OpenCycle[];
  regimes: readonly Omit<RegimeFacts, 'calendar'>[];
  lines: readonly WaitingLine[];
}

export interface DateMove {
  name: DateName;
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

export interface CycleMove {
  cycle: CycleId;
  words: string;
  dates: CycleDates;
  moved: readonly DateMove[];
}

/** A cycle that is not open yet and opens at another moment; `from` or `to` is absent where the calendar does not reach it. */
export interface OpeningMove {
  regime: string;
  words: string;
  from?: Temporal.Instant;
  to?: Temporal.Instant;
}

/** A letter that stands in the ledger and leaves at another moment; not at all when `to` is absent. */
export interface LineMove extends WaitingLine {
  to?: Temporal.Instant;
}

/** Everything that a new version of the calendar changes. */
export interface CalendarEffect {
  days: readonly DayDifference[];
  cycles: readonly CycleMove[];
  dues: readonly DueMove[];
  steps: readonly StepMove[];
  openings: readonly OpeningMove[];
  lines: readonly LineMove[];
}

/**
 * What a new version of the calendar changes: days, dates of open cycles, due dates of agencies and who is to be told,
 * steps and letters to come, letters that wait, openings of cycles to come. The preview shows it and the import carries it out, so
 * that both are the same. Refuses: `calendar.gap` when the new version does not reach an open cycle.
 */
export function calendarEffect(facts: EffectFacts): CalendarEffect {
  const { before, after, now, cycles } = facts;
  const moves = cycles.map((cycle) => {
    const moveDue = dueMover({ ...cycle, after, now });
    return { cycle, dues: cycle.obligations.flatMap((owed) => moveDue(owed) ?? []) };
  });
  const dues = moves.flatMap((each) => each.dues);
  const moved = new Set(dues.filter(({ inForce }) => inForce).map(({ obligation }) => obligation));
  return {
    days: calendarDifference(before, after),
    cycles: cycles.map((cycle) => cycleMove(cycle, after)).filter((move) => move.moved.length > 0),
    dues,
    steps: moves.flatMap((each) => movedSteps(each.cycle, each.dues, { before, after, now })),
    openings: facts.regimes.flatMap((regime) => openingMove(regime, facts) ?? []),
    lines: facts.lines.flatMap((line) => lineMove(line, moved, facts) ?? []),
  };
}

/** The moves of which agencies are told: exactly those whose announced date moves and who still owe their report. */
export const toBeTold = ({ dues }: Pick<CalendarEffect, 'dues'>): readonly DueMove[] =>
  dues.filter(({ tell }) => tell !== undefined);

const dateNames: readonly DateName[] = ['cutOff', 'due', 'sendUp', 'extensionLimit'];

function cycleMove({ id, words, regime, term, dates: stored }: OpenCycle, after: Calendar): CycleMove {
  const dates = cycleDates(regime, term, after);
  const moved = dateNames
    .map((name) => ({ name, from: stored[name], to: dates[name] }))
    .filter(({ from, to }) => !from.equals(to));
  return { cycle: id, words, dates, moved };
}

function openingMove(
  regime: Omit<RegimeFacts, 'calendar'>,
  { before, after, now }: EffectFacts,
): OpeningMove | undefined {
  const [from, to] = [before, after].map((calendar) => {
    const next = planRegime({ ...regime, calendar }, now);
    return next.done || !next.step ? undefined : { at: next.at, term: next.step.term };
  });
  const term = to?.term ?? from?.term;
  const same = from && to ? from.at.equals(to.at) : from === to;
  if (!term || same) return undefined;
  return {
    regime: regime.regime.id,
    words: termWords(term, regime.regime.frequency),
    ...(from && { from: from.at }),
    ...(to && { to: to.at }),
  };
}

function lineMove(
  line: WaitingLine,
  moved: ReadonlySet<string>,
  { after, window, now }: EffectFacts,
): LineMove | undefined {
  if (line.obligation && moved.has(line.obligation) && speaksOfDue(line.kind)) return line;
  const to = leavesInstead(line, now, { calendar: after, window });
  return to && { ...line, to };
}
