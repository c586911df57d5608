import { obligedOn } from './agency.ts';
import type { Agency, ContactRole } from './agency.ts';
import type { Calendar } from './calendar.ts';
import { cycleDates, rungInstant } from './cycle.ts';
import type { CycleDates, CycleStep } from './cycle.ts';
import { statedDay } from './deadline.ts';
import { dryLetters } from './dry-letters.ts';
import { reminderStep } from './dry-reminder.ts';
import { drySendings } from './dry-sendings.ts';
import type { LyingLetter } from './letter-presses.ts';
import { cycleId } from './matter.ts';
import { playCycle } from './play/play-cycle.ts';
import type { Played } from './play/play-cycle.ts';
import type { PlayedLine } from './play/play.ts';
import { uncertainYears } from './provisional-days.ts';
import { Refusal } from './refusal.ts';
import { isWave, rungOf } from './regime.ts';
import type { Recipient, Regime } from './regime.ts';
import type { SendWindow } from './send-window.ts';
import { dayInTerm, partsOf } from './term.ts';
import type { Term } from './term.ts';
import { byInstant, dayOf, instantOf } from './zone.ts';

/** An agency with the roles in which it can be written to. */
export interface DryAgency extends Agency {
  contacts: readonly ContactRole[];
  /** Those of them from whose address a letter came back for good: others are written to in their place. */
  struck?: readonly ContactRole[];
}

/** What a dry run looks at: the regime as it stands, drafted or in force, and who would be written to. */
export interface DryRunFacts {
  regime: Regime;
  /** The outline's title. */
  form: string;
  calendar: Calendar;
  window: SendWindow;
  agencies: readonly DryAgency[];
  staff: readonly ('officer' | 'leader')[];
}

/** A letter that would go to an agency, or why it would not. */
export interface DryLetter {
  agency: DryAgency;
  recipients: readonly string[];
  state: PlayedLine['state'];
  reason: string | undefined;
}

/** A step of the year, as it would be taken if nobody reported. */
export interface DryStep extends CycleStep {
  /** Why: the rung's basis. */
  basis: string;
  to: readonly Recipient[];
  /** When its letters leave: within working hours; absent for steps without letters. */
  leavesAt: Temporal.Instant | undefined;
  /** Where it would fall if no day were a holiday and no date fell on a day off. */
  movedFrom: Temporal.Instant | undefined;
  /** It falls in a year whose holidays are not decided yet. */
  provisional: boolean;
  letters: readonly DryLetter[];
  /** The sending that a reminder is about: no rung of the ladder. */
  sending?: { receiver: string; due: Temporal.PlainDate; workingDays: number };
  /** The letters that a reminder is about: no rung of the ladder. */
  lying?: { workingDays: number; letters: readonly LyingLetter[] };
}

/** A cycle of the year. */
export interface DryTerm {
  cycle: string;
  term: Term;
  dates: CycleDates;
  /** The due date as stated, when it falls on a day off and is moved. */
  dueMovedFrom: Temporal.PlainDate | undefined;
  agencies: readonly DryAgency[];
  steps: readonly DryStep[];
}

/** The terms that a regime reports in a year; none when a one-off report names another year. */
export function termsOf({ frequency, parts, once }: Regime, year: number): Term[] {
  if (frequency === 'once') return once && Temporal.PlainDate.from(once.to).year !== year ? [] : [{ year }];
  if (frequency === 'year') return [{ year }];
  const all = Array.from({ length: partsOf(frequency) }, (_, place) => place + 1);
  return all.filter((part) => !parts?.length || parts.includes(part)).map((part) => ({ year, part }));
}

/**
 * A term played through with nobody reporting: every step, when it falls, which letters leave and to whom.
 * Agencies of the same date and the same reachable roles fare alike, so that one of them is played for all.
 * Refuses: `calendar.gap` when the term lies beyond the calendar.
 */
export function dryRun(facts: DryRunFacts, term: Term): DryTerm {
  const { regime, calendar } = facts;
  const dates = cycleDates(regime, term, calendar);
  const agencies = obligedOn(facts.agencies, regime.subjects, dates.due) as readonly DryAgency[];
  const alike = Map.groupBy(agencies, ({ kind, contacts, struck = [] }) =>
    [regime.dueOf?.[kind] ? kind : '', contacts.join(), struck.join()].join(' '),
  );
  const played = playAlike(facts, term, [...alike.values()]);
  const stated = statedDay(regime.due.wording, dayInTerm(regime.due, term, regime.frequency));
  const steps = played.steps.map((step) => stepOf(step, facts, term, played, [...alike.values()]));
  return {
    cycle: cycleId(regime.id, term),
    term,
    dates,
    dueMovedFrom: stated.equals(dates.due) ? undefined : stated,
    agencies,
    steps: [
      ...steps,
      ...(agencies.length > 0 ? dryLetters(facts, term, steps) : []),
      ...drySendings(facts, term),
    ].toSorted((a, b) => byInstant(a.at, b.at)),
  };
}

function playAlike(facts: DryRunFacts, term: Term, alike: readonly (readonly DryAgency[])[]): Played {
  return playCycle({
    ...facts,
    term,
    agencies: alike.flatMap(([first]) => first ?? []),
    acts: [],
    outages: [],
    mailTroubles: [],
    messageIdOf: (slot) => slot,
  });
}

function stepOf(
  step: CycleStep,
  facts: DryRunFacts,
  term: Term,
  { cycle, lines }: Played,
  alike: readonly (readonly DryAgency[])[],
): DryStep {
  const { basis, to } = rungOf(facts.regime, step.rung);
  const mine = lines.filter(({ slot, rung, due }) =>
    isWave(step.kind) ? rung === step.rung && due && step.due?.equals(due) : slot === `${cycle}/${step.rung}`,
  );
  const provisional = uncertainYears(facts.calendar).has(dayOf(step.at).year);
  const letters = mine.flatMap((line) =>
    (alike.find(([first]) => first?.code === line.agency) ?? []).map((agency) => ({
      agency,
      recipients: line.recipients,
      state: line.state,
      reason: line.reason,
    })),
  );
  if (step.kind === 'compile') return compileStep(step, facts, movedFrom(step, facts, term));
  const leavesAt = mine.find(({ claimedAt }) => claimedAt)?.claimedAt;
  return { ...step, basis, to, leavesAt, movedFrom: movedFrom(step, facts, term), provisional, letters };
}

/** A compilation tells the focal agency's people, whatever its rung says, when the document is ready: moments later. */
function compileStep(step: CycleStep, facts: DryRunFacts, moved: Temporal.Instant | undefined): DryStep {
  const { basis } = rungOf(facts.regime, step.rung);
  const told = reminderStep(facts, { ...step, basis, to: ['officer', 'leader'] });
  return { ...told, kind: step.kind, movedFrom: moved };
}

/** The moment without holidays: weeks of Monday to Friday for what is counted, the date itself for what is stated. */
function movedFrom(step: CycleStep, { regime, calendar }: DryRunFacts, term: Term): Temporal.Instant | undefined {
  const rung = rungOf(regime, step.rung);
  const ordinary = { ...calendar, days: new Map() };
  const plain =
    'workingDays' in rung.when
      ? rungInstant(regime, rung, step.due ?? cycleDates(regime, term, calendar).due, term, ordinary)
      : instantOf(dayInTerm(rung.when, term, regime.frequency), rung.time);
  return plain.equals(step.at) ? undefined : plain;
}

/** The dry run of every term that the calendar reaches, and those that lie beyond it. */
export function dryYear(facts: DryRunFacts, year: number): { terms: DryTerm[]; beyond: Term[] } {
  const beyond: Term[] = [];
  const terms = termsOf(facts.regime, year).flatMap((term) => {
    try {
      return [dryRun(facts, term)];
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'calendar.gap') throw error;
      beyond.push(term);
      return [];
    }
  });
  return { terms, beyond };
}
