import { addWorkingDays, workingDaysBetween } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { cycleDates, rungInstant } from './cycle.ts';
import { lastDay, workingDaysLate } from './deadline.ts';
import type { LetterBody } from './letter.ts';
import { dueOf } from './obligation.ts';
import type { Obligation } from './obligation.ts';
import type { Regime, Rung } from './regime.ts';
import type { Term } from './term.ts';
import { dayOf } from './zone.ts';

type Unlinked<Body> = Body extends LetterBody ? Omit<Body, 'link'> : never;

/** What the letters of waves say, without the link. */
export type WaveLetter = Unlinked<Extract<LetterBody, { kind: 'request' | 'remind' | 'urge' }>>;

/** An obligation whose agency is called by its name. */
export interface NamedObligation extends Obligation {
  agencyName: string;
}

/** What the letters of a cycle's waves share. */
export interface WaveFrame {
  regime: Regime;
  calendar: Calendar;
  cycle: { term: Term; periodFrom: Temporal.PlainDate; periodTo: Temporal.PlainDate; cutOff: Temporal.PlainDate };
}

/**
 * A wave's letter to one agency, with figures as of an instant: the delivery writes it again with those of its own.
 * In: `form` is the outline's title. Refuses: `calendar.gap`.
 */
export function waveLetter(
  rung: Rung,
  report: NamedObligation,
  { regime, calendar, cycle }: WaveFrame,
  form: string,
  at: Temporal.Instant,
): WaveLetter {
  const { due, kind } = dueOf(report);
  const agency = report.agencyName;
  if (rung.kind === 'request') {
    const { periodFrom, periodTo, cutOff } = cycle;
    return { kind: 'request', agency, due, periodFrom, periodTo, cutOff, form };
  }
  const correction = kind === 'correction';
  if (rung.kind === 'remind') {
    const workingDaysLeft = Math.max(0, workingDaysBetween(dayOf(at), due, calendar));
    return { kind: 'remind', agency, due, workingDaysLeft, extended: kind === 'extended', correction };
  }
  const escalatesOn = escalationDay(regime, cycle.term, calendar);
  return {
    kind: 'urge',
    agency,
    ordinal: urgeOrdinal(regime, rung),
    due,
    workingDaysLate: workingDaysLate(at, due, calendar),
    correction,
    ...urgedDates(at, escalatesOn, calendar),
  };
}

/** 1 for the first urging of its ladder, 2 for the second. */
function urgeOrdinal(regime: Regime, rung: Rung): number {
  return regime.ladder.filter((each) => each.kind === 'urge' && each.follows === rung.follows).indexOf(rung) + 1;
}

/** The new date that an urging gives, the next working day, and the day of the report to UBND tỉnh while that lies ahead. */
function urgedDates(at: Temporal.Instant, escalatesOn: Temporal.PlainDate | undefined, calendar: Calendar) {
  const today = dayOf(at);
  if (!escalatesOn || Temporal.PlainDate.compare(today, escalatesOn) >= 0) {
    return { newDue: addWorkingDays(today, 1, calendar) };
  }
  const next = addWorkingDays(today, 1, calendar);
  const last = lastDay(escalatesOn.subtract({ days: 1 }), 'back', calendar);
  return { newDue: Temporal.PlainDate.compare(next, last) < 0 ? next : last, escalatesOn };
}

function escalationDay(regime: Regime, term: Term, calendar: Calendar): Temporal.PlainDate | undefined {
  const rung = regime.ladder.find((each) => each.kind === 'escalate');
  return rung && dayOf(rungInstant(regime, rung, cycleDates(regime, term, calendar).due, term, calendar));
}
