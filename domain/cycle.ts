import type { AgencyKind } from './agency.ts';
import { addWorkingDays } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { lastDay, statedDay } from './deadline.ts';
import { periodOf } from './period.ts';
import type { Period } from './period.ts';
import { Refusal } from './refusal.ts';
import { isWave } from './regime.ts';
import type { Regime, Rung, StatedDate, StepKind } from './regime.ts';
import { dayInTerm } from './term.ts';
import type { Term } from './term.ts';
import { byDate, instantOf, isBefore } from './zone.ts';

/** Where a due date comes from: the regime, a granted extension, or a returned report. */
export type DueKind = 'due' | 'extended' | 'correction';

/** A due date that some agencies of a cycle have. */
export interface DueGroup {
  due: Temporal.PlainDate;
  kind: DueKind;
  /** The earliest instant from which it held for any of them: rungs before it were never theirs. */
  since: Temporal.Instant;
  /** It took the place of an earlier date, under which the agencies may have been asked already. */
  moved?: boolean;
  /** When it took that place. A wave of this date that was taken before did not see these agencies. */
  movedAt?: Temporal.Instant;
}

/** The steps that a cycle has taken, with the moment at which each was. */
export type TakenSteps = ReadonlyMap<string, Temporal.Instant>;

/** A moment of a cycle's timeline. `key` is unique in the cycle: `remind-3@2026-12-17`, `compile-final`. */
export interface CycleStep {
  key: string;
  kind: StepKind;
  rung: string;
  at: Temporal.Instant;
  /** The due date that a wave belongs to; absent for steps that happen once in a cycle. */
  due?: Temporal.PlainDate;
}

/** The fixed dates of a cycle. */
export interface CycleDates {
  period: Period;
  cutOff: Temporal.PlainDate;
  due: Temporal.PlainDate;
  /** The due dates of kinds of agencies that have one of their own. */
  dueOf: Partial<Record<AgencyKind, Temporal.PlainDate>>;
  sendUp: Temporal.PlainDate;
  extensionLimit: Temporal.PlainDate;
  opensAt: Temporal.Instant;
}

/**
 * The dates of a term's cycle: for the year 2026 the period 2025-12-15 to 2026-12-14, cut-off 14/12, due 17/12, to the Ministry by 25/12.
 * In: the term that names the report. Out: days in Vietnam, rolled as the regime says; the cycle opens at 08:00.
 * Refuses: `calendar.gap`. Source: NĐ 09/2019 Đ.8.5b, Đ.12, Đ.13 and the regime's own dates.
 */
export function cycleDates(regime: Regime, term: Term, calendar: Calendar): CycleDates {
  const day = (stated: StatedDate) => dayIn(regime, term, stated, calendar);
  const due = day(regime.due);
  return {
    period: coveredBy(regime, term),
    cutOff: day(regime.cutOff),
    due,
    dueOf: Object.fromEntries(Object.entries(regime.dueOf ?? {}).map(([kind, stated]) => [kind, day(stated)])),
    sendUp: day(regime.sendUp),
    extensionLimit: day(regime.extensionLimit),
    opensAt: instantOf(addWorkingDays(due, -regime.openingLead, calendar), '08:00'),
  };
}

/**
 * Every step of a cycle in the order in which it falls: the waves for each due date that its agencies have,
 * and the steps that happen once. A group's rungs that fell before the group existed are left out, save the request,
 * which every agency gets. A date that moves away and back comes after waves that were taken for it: those of its rungs
 * that are still the agencies' are taken once more, under a key of their own (`remind-3@2026-12-17/2026-12-14T02:00:00Z`).
 * In: the groups of due dates; none is a cycle without obligations, which still compiles and closes. The steps taken so far.
 * Refuses: `calendar.gap`, but not for one agency's own date: that would stop the others. Source: the regime's ladder.
 */
export function planCycle(
  regime: Regime,
  term: Term,
  groups: readonly DueGroup[],
  calendar: Calendar,
  taken: TakenSteps = new Map(),
): readonly CycleStep[] {
  const { due } = cycleDates(regime, term, calendar);
  const steps = regime.ladder.flatMap((rung) =>
    isWave(rung.kind)
      ? groups
          .filter((group) => climbs(group.kind, rung))
          .flatMap((group) => waveOf(regime, rung, group, term, calendar))
          .filter(({ step, group }) => (rung.kind === 'request' && !group.moved) || !isBefore(step.at, group.since))
          .map(({ step, group }) => takenAgain(step, group, taken))
      : [{ key: rung.rung, kind: rung.kind, rung: rung.rung, at: rungInstant(regime, rung, due, term, calendar) }],
  );
  const once = new Map(steps.map((step) => [step.key, step]));
  return [...once.values()].toSorted((a, b) => Temporal.Instant.compare(a.at, b.at) || order[a.kind] - order[b.kind]);
}

/** When a rung falls for a due date. Refuses: `calendar.gap`. */
export function rungInstant(
  regime: Pick<Regime, 'frequency'>,
  rung: Rung,
  due: Temporal.PlainDate,
  term: Term,
  calendar: Calendar,
): Temporal.Instant {
  const day =
    'workingDays' in rung.when
      ? addWorkingDays(due, rung.when.workingDays, calendar)
      : lastDay(dayInTerm(rung.when, term, regime.frequency), rung.when.roll, calendar);
  return instantOf(day, rung.time);
}

/** When a cycle closes; undefined when its ladder has no such rung. Refuses: `calendar.gap`. */
export function closesAt(regime: Regime, term: Term, calendar: Calendar): Temporal.Instant | undefined {
  const rung = regime.ladder.find(({ kind }) => kind === 'close');
  return rung && rungInstant(regime, rung, cycleDates(regime, term, calendar).due, term, calendar);
}

/** The first step that has not been taken, or undefined when the cycle's work is done. */
export function nextCycleStep(
  steps: readonly CycleStep[],
  taken: { has(key: string): boolean },
): CycleStep | undefined {
  return steps.find((step) => !taken.has(step.key));
}

/** The due dates that agencies have, each once for each moment from which it was moved to, earliest `since` kept. */
export function groupsOf(dues: readonly DueGroup[]): readonly DueGroup[] {
  const groups = new Map<string, DueGroup>();
  for (const due of dues) {
    const key = [due.kind, due.due, due.movedAt ?? ''].join(' ');
    const known = groups.get(key);
    const { moved, ...earliest } = !known || isBefore(due.since, known.since) ? due : known;
    groups.set(key, { ...earliest, ...(moved && due.moved && (known?.moved ?? true) && { moved }) });
  }
  return [...groups.values()].toSorted((a, b) => byDate(a.due, b.due));
}

/**
 * From when a step may be taken. The lines of a wave are written a minute ahead, as of its instant: at that instant its
 * letters stand ready, and only leave. Whatever changes in that minute is seen when they are claimed, as at any later time.
 */
export const takenFrom = ({ kind, at }: Pick<CycleStep, 'kind' | 'at'>): Temporal.Instant =>
  isWave(kind) ? at.subtract({ minutes: 1 }) : at;

/** Steps at the same instant: what concerns agencies first, then what is told of them. */
const order: Record<StepKind, number> = {
  request: 0,
  remind: 1,
  urge: 2,
  flag: 3,
  compile: 4,
  escalate: 5,
  close: 6,
};

/** Whether agencies with a due date of that kind stand on a rung: the request asks once, corrections have rungs of their own. */
export function climbs(kind: DueKind, rung: Rung): boolean {
  if (rung.kind === 'request') return kind === 'due';
  return (kind === 'correction') === (rung.follows === 'correction');
}

function waveOf(regime: Regime, rung: Rung, group: DueGroup, term: Term, calendar: Calendar) {
  const at = placed(regime, rung, group, term, calendar);
  if (!at) return [];
  const step: CycleStep = {
    key: `${rung.rung}@${group.due.toString()}`,
    kind: rung.kind,
    rung: rung.rung,
    at,
    due: group.due,
  };
  return [{ step, group }];
}

/** A wave that was taken before agencies were moved to its date has not been theirs: it is another step. */
function takenAgain(step: CycleStep, { movedAt }: DueGroup, taken: TakenSteps): CycleStep {
  const takenAt = taken.get(step.key);
  if (!movedAt || !takenAt || isBefore(movedAt, takenAt)) return step;
  return { ...step, key: `${step.key}/${movedAt.toString()}` };
}

/** A date that the calendar does not reach is left out, unless it is the regime's own: it would stop everybody's steps. */
function placed(
  regime: Regime,
  rung: Rung,
  { due, kind }: DueGroup,
  term: Term,
  calendar: Calendar,
): Temporal.Instant | undefined {
  try {
    return rungInstant(regime, rung, due, term, calendar);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.gap' && kind !== 'due') return undefined;
    throw error;
  }
}

/** What a term's report covers. Source: NĐ 09/2019 Đ.12; a one-off report says so itself. */
function coveredBy({ frequency, once }: Regime, { year, part }: Term): Period {
  if (frequency !== 'once') return periodOf(frequency, year, part);
  const [from, to] = [once?.from ?? `${year}-01-01`, once?.to ?? `${year}-12-31`];
  return { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) };
}

function dayIn({ frequency }: Regime, term: Term, stated: StatedDate, calendar: Calendar): Temporal.PlainDate {
  const day = statedDay(stated.wording, dayInTerm(stated, term, frequency));
  return lastDay(day, stated.roll, calendar);
}
