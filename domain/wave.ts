import type { CycleStep } from './cycle.ts';
import { dueOf, slotVerdict } from './obligation.ts';
import { lineStart } from './planned-line.ts';
import { Refusal } from './refusal.ts';
import type { Code } from './refusal.ts';
import { rungOf } from './regime.ts';
import type { SendWindow } from './send-window.ts';
import { waveLetter } from './wave-letter.ts';
import type { NamedObligation, WaveFrame, WaveLetter } from './wave-letter.ts';

/** An agency on a rung: its obligation, the rungs it already has a slot for at its date in force, and when it was asked. */
export interface Climber<Report extends NamedObligation = NamedObligation> {
  report: Report;
  taken: ReadonlySet<string>;
  requestedAt: Temporal.Instant | undefined;
}

/** A slot of the ledger as far as a wave looks at it. */
export interface EarlierSlot {
  kind: string;
  rung: string | null;
  revision: number;
  plannedAt: Temporal.Instant;
  claimedAt: Temporal.Instant | undefined;
}

/** The obligations whose date in force is the wave's, with what the ledger has for each. */
export function climbersOf<Report extends NamedObligation>(
  step: Pick<CycleStep, 'due'>,
  reports: readonly Report[],
  slotsOf: (report: Report) => readonly EarlierSlot[],
): Climber<Report>[] {
  return reports
    .filter((report) => step.due && dueOf(report).due.equals(step.due))
    .map((report) => {
      const mine = slotsOf(report);
      const asked = mine.find((slot) => slot.kind === 'request');
      return {
        report,
        taken: new Set(mine.filter((slot) => slot.revision === report.revision).map((slot) => slot.rung ?? '')),
        requestedAt: asked?.claimedAt ?? asked?.plannedAt,
      };
    });
}

/** The ledger's line of a wave for one agency: its letter, and whether it is to leave. */
export interface WaveLine {
  /** `kl69-nam/2026/STC/remind-3`; with the revision when the date has been moved. */
  slot: string;
  rung: string;
  revision: number;
  /** Why this letter comes: the rung's basis. */
  why: string;
  letter: WaveLetter | { kind: 'step-failed'; agency: string; step: string; code: Code };
  plannedAt: Temporal.Instant;
  notBefore: Temporal.Instant;
  state: 'planned' | 'cancelled' | 'overtaken' | 'failed';
  reason?: string;
  settledAt?: Temporal.Instant;
  caughtUpDays?: number;
}

/**
 * What a wave does with one agency: a line that is planned, cancelled or overtaken; undefined when the rung is not
 * theirs. Bad data of one agency is its failed line with the refusal's code, and stops nobody else's.
 * In: how many can be written to, and the outline's title. Refuses: nothing.
 */
export function waveLine(
  climber: Climber,
  step: CycleStep,
  frame: WaveFrame & { window: SendWindow },
  form: string,
  recipients: number,
  at: Temporal.Instant,
): WaveLine | undefined {
  const { report, taken } = climber;
  // It has its line of this rung and date already: the wave is taken again for others.
  if (taken.has(step.rung)) return undefined;
  const rung = rungOf(frame.regime, step.rung);
  const line = {
    slot: [report.cycle, report.agency, rung.rung, ...(report.revision > 0 ? [report.revision] : [])].join('/'),
    rung: rung.rung,
    revision: report.revision,
    why: rung.basis,
    plannedAt: step.at,
  };
  try {
    const verdict = verdictOn(climber, step, frame, at);
    if (verdict.outcome === 'not_theirs') return undefined;
    const letter = waveLetter(rung, report, frame, form, at);
    const start = lineStart({ kind: letter.kind, plannedAt: step.at, recipients }, frame, at);
    if (verdict.outcome === 'planned') return { ...line, letter, ...start };
    const reason = verdict.outcome === 'cancelled' ? verdict.reason : verdict.by;
    return { ...line, letter, ...start, state: verdict.outcome, reason, settledAt: at };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const letter = { kind: 'step-failed' as const, agency: report.agencyName, step: rung.rung, code: error.code };
    return { ...line, letter, notBefore: at, state: 'failed', reason: error.code, settledAt: at };
  }
}

const verdictOn = (
  { report, taken, requestedAt }: Climber,
  step: CycleStep,
  { regime, calendar, cycle }: WaveFrame,
  now: Temporal.Instant,
) => slotVerdict(step.rung, { obligation: report, taken, requestedAt, now, regime, term: cycle.term, calendar });

/** How often an agency was urged: a rung counts once, however many addresses and tries its letter took. */
export const timesUrged = (
  slots: readonly { kind: string; state: string; rung: string | null; revision: number }[],
): number =>
  new Set(
    slots
      .filter(({ kind, state }) => kind === 'urge' && state === 'sent')
      .map(({ rung, revision }) => `${rung}/${revision}`),
  ).size;
