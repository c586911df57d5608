import type { DryAgency, DryRunFacts, DryStep, DryTerm } from './dry-run.ts';
import { isOnTime } from './deadline.ts';
import type { LetterBody, MissingAgency } from './letter.ts';
import { finalCompile, isSendUpFlag, isWave, rungOf } from './regime.ts';
import { waveLetter } from './wave-letter.ts';
import { isBefore } from './zone.ts';

type Unlinked<Body> = Body extends LetterBody ? Omit<Body, 'link'> : never;
/** A letter as it would leave, without the link. */
export type DryLetterFacts = Unlinked<LetterBody>;

/**
 * The letter of a step as an agency would get it, with the figures of the moment at which it leaves; for a step that
 * tells the focal agency's people, theirs. Undefined for a step without letters.
 * In: `agency` is who reads a wave's letter. Refuses: `calendar.gap`.
 */
export function dryLetter(
  facts: DryRunFacts,
  dry: DryTerm,
  step: DryStep,
  agency: DryAgency | undefined,
): DryLetterFacts | undefined {
  const at = step.leavesAt ?? step.at;
  if (isWave(step.kind)) return agency && letterTo(agency, facts, dry, step, at);
  if (step.sending) return { kind: 'sending-waiting', ...step.sending };
  if (step.lying) return { kind: 'letter-waiting', ...step.lying };
  if (isSendUpFlag(rungOf(facts.regime, step.rung))) return { kind: 'send-up', due: dry.dates.sendUp, sent: false };
  const missing = missingAt(facts, dry, at);
  const counted = { total: dry.agencies.length, reported: 0, missing };
  if (step.kind === 'flag') return { kind: 'missing-list', due: dry.dates.due, excused: 0, ...counted };
  if (step.kind === 'compile') {
    const compiles = dry.steps.filter(({ kind }) => kind === 'compile');
    const final = finalCompile(facts.regime)?.rung === step.rung;
    const number = compiles.findIndex(({ key }) => key === step.key) + 1;
    return { kind: 'compiled', final, number, sources: 0, missing: dry.agencies.length, sendUp: dry.dates.sendUp };
  }
  return step.kind === 'escalate' ? { kind: 'escalation-drafted', late: 0, ...counted } : undefined;
}

function letterTo(
  { code, name, kind }: DryAgency,
  { regime, calendar, form }: DryRunFacts,
  { cycle, term, dates }: DryTerm,
  { rung }: DryStep,
  at: Temporal.Instant,
): DryLetterFacts {
  const due = dates.dueOf[kind] ?? dates.due;
  const report = {
    id: code,
    cycle,
    agency: code,
    agencyName: name,
    state: 'open' as const,
    stateAt: dates.opensAt,
    due,
    extendedDue: undefined,
    correctionDue: undefined,
    dueSince: dates.opensAt,
    revision: 0,
  };
  const { period, cutOff } = dates;
  const frame = { regime, calendar, cycle: { term, periodFrom: period.from, periodTo: period.to, cutOff } };
  return waveLetter(rungOf(regime, rung), report, frame, form, at);
}

/** Everybody whose date has passed, with the urgings that they have had by then. */
const missingAt = (
  { regime }: DryRunFacts,
  { agencies, dates, steps }: DryTerm,
  at: Temporal.Instant,
): MissingAgency[] =>
  agencies
    .map(({ code, name, kind }) => ({ code, agency: name, due: dates.dueOf[kind] ?? dates.due }))
    .filter(({ due }) => !isOnTime(at, due, regime.graceHours))
    .map(({ code, agency, due }) => ({
      agency,
      due,
      extended: false,
      returned: false,
      urged: steps.filter(
        (step) =>
          step.kind === 'urge' &&
          rungOf(regime, step.rung).follows === undefined &&
          step.leavesAt &&
          isBefore(step.leavesAt, at) &&
          step.letters.some((letter) => letter.agency.code === code && letter.state === 'sent'),
      ).length,
    }));
