import type { AgencyKind } from './agency.ts';
import type { Calendar } from './calendar.ts';
import { cycleDates, rungInstant } from './cycle.ts';
import type { CycleDates } from './cycle.ts';
import { Refusal } from './refusal.ts';
import { isWave } from './regime.ts';
import type { Regime, Rung } from './regime.ts';
import type { OfficeHours } from './send-window.ts';
import type { Term } from './term.ts';
import { byDate, endOf } from './zone.ts';

export type DefectCode =
  | 'calendar.gap'
  | 'cut-off.too-close'
  | 'date.day-off'
  | 'date.moved'
  | 'send-up.before-due'
  | 'send-up.same-day'
  | 'limit.before-due'
  | 'limit.after-send-up'
  | 'limit.after-compile'
  | 'lock.before-grace'
  | 'lock.before-limit'
  | 'press.nobody'
  | 'press.too-late'
  | 'rung.day-off'
  | 'rung.nobody'
  | 'rung.duplicate'
  | 'rung.same-moment'
  | 'rung.before-opening'
  | 'request.missing'
  | 'request.before-opening'
  | 'request.short-notice'
  | 'remind.too-late'
  | 'urge.before-due'
  | 'escalate.before-due'
  | 'escalate.before-urge'
  | 'compile.missing'
  | 'compile.before-due'
  | 'compile.early'
  | 'compile.after-send-up'
  | 'send-up.told-late'
  | 'close.missing'
  | 'close.before-send-up'
  | 'close.before-limit';

/** Something that is wrong with a policy: where, by the field's path or the rung's name, and the dates to be named. */
export interface Defect {
  severity: 'error' | 'warning';
  code: DefectCode;
  /** `due`, `dueOf.commune`, `sendUp`, `ladder.remind-3`. */
  where: string;
  facts: Readonly<Record<string, string>>;
}

export const error = (code: DefectCode, where: string, facts: Record<string, string> = {}): Defect => ({
  severity: 'error',
  code,
  where,
  facts,
});

export const warning = (code: DefectCode, where: string, facts: Record<string, string> = {}): Defect => ({
  ...error(code, where, facts),
  severity: 'warning',
});

/** A due date that some of the regime's agencies have. */
export interface OwnDue {
  /** `due`, or `dueOf.commune`. */
  where: string;
  day: Temporal.PlainDate;
}

/** A rung as it falls for a due date; what falls once in a cycle has the cycle's. */
export interface PlacedRung {
  rung: Rung;
  at: Temporal.Instant;
  due: OwnDue;
}

/** A policy as its dates fall in a term: what its checks look at. */
export interface Outlook {
  regime: Regime;
  term: Term;
  hours: OfficeHours;
  dates: CycleDates;
  dues: readonly OwnDue[];
  /** The latest of the due dates: by then every agency is to have reported. */
  lastDue: OwnDue;
  rungs: readonly PlacedRung[];
  gaps: readonly Defect[];
}

/** When a report for a day ceases to be on time, with the grace that the regime grants. */
export const overFrom = ({ regime }: Pick<Outlook, 'regime'>, day: Temporal.PlainDate): Temporal.Instant =>
  endOf(day).add({ hours: regime.graceHours });

/** The grace as a defect names it; nothing without one. */
export const graceOf = ({ regime }: Pick<Outlook, 'regime'>): { grace?: string } =>
  regime.graceHours > 0 ? { grace: String(regime.graceHours) } : {};

/** How a policy falls in a term; a defect when the calendar does not reach its dates. */
export function outlookOf(regime: Regime, term: Term, hours: OfficeHours): Outlook | Defect {
  const dates = known(() => cycleDates(regime, term, hours.calendar));
  if (dates instanceof Refusal) return gap('due', dates);
  const dues = ownDues(regime, dates);
  const cycleDue = { where: 'due', day: dates.due };
  const lastDue = dues.toSorted((a, b) => byDate(a.day, b.day)).at(-1) ?? cycleDue;
  const gaps: Defect[] = [];
  const rungs = regime.ladder.flatMap((rung) =>
    (isWave(rung.kind) ? dues : [cycleDue]).flatMap((due) => {
      const at = known(() => rungInstant(regime, rung, due.day, term, hours.calendar));
      if (!(at instanceof Refusal)) return [{ rung, at, due }];
      gaps.push(gap(`ladder.${rung.rung}`, at));
      return [];
    }),
  );
  return { regime, term, hours, dates, dues, lastDue, rungs, gaps: gaps.slice(0, 1) };
}

/** The cycle's due date, unless every kind of agency has its own, and theirs. */
function ownDues({ subjects, dueOf = {} }: Regime, dates: CycleDates): readonly OwnDue[] {
  const own = (Object.entries(dates.dueOf) as [AgencyKind, Temporal.PlainDate][])
    .filter(([kind]) => subjects.includes(kind))
    .map(([kind, day]) => ({ where: `dueOf.${kind}`, day }));
  return subjects.every((kind) => dueOf[kind]) ? own : [{ where: 'due', day: dates.due }, ...own];
}

/** Whether a calendar knows a day. */
export const knows = (calendar: Calendar, day: Temporal.PlainDate): boolean =>
  byDate(day, calendar.from) >= 0 && byDate(day, calendar.to) <= 0;

/** An answer, or the refusal of a calendar that does not reach so far. */
export function known<T>(ask: () => T): T | Refusal {
  try {
    return ask();
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.code === 'calendar.gap') return refusal;
    throw refusal;
  }
}

const gap = (where: string, { facts }: Refusal): Defect =>
  warning('calendar.gap', where, { day: facts['day'] ?? '', version: facts['version'] ?? '' });
