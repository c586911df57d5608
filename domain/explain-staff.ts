import type { StaffRole } from './actor.ts';
import { isPress } from './pressing.ts';
import type { PressKind } from './pressing.ts';
import type { Recipient, Regime, StepKind } from './regime.ts';
import { letterPatiences } from './letter-presses.ts';
import { sendingPatiences } from './sending-presses.ts';
import { isBefore } from './zone.ts';

/** The steps that write to the focal agency's people. */
export type StaffStepKind = Extract<StepKind, 'flag' | 'escalate' | 'compile'> | PressKind;

/** A step of a cycle, taken or to come. */
export interface StaffStep {
  key: string;
  kind: StaffStepKind;
  rung: string;
  at: Temporal.Instant;
  takenAt?: Temporal.Instant;
}

/** A line of the ledger to the reader. */
export interface StaffLine {
  slot: string;
  kind: string;
  state: 'planned' | 'claimed' | 'sent' | 'bounced' | 'failed' | 'cancelled' | 'overtaken';
  reason: string | undefined;
  plannedAt: Temporal.Instant;
}

/** What became of a step for one of the focal agency's people. */
export type StaffFate =
  /** It stands in the ledger, which knows its outcome. */
  | { outcome: 'in_ledger'; line: StaffLine }
  /** The step is for other roles. */
  | { outcome: 'not_reader'; to: readonly Recipient[] }
  /** It lies ahead; what is pressed comes only if it still waits by then. */
  | { outcome: 'ahead' }
  /** Its moment is past and the clockwork has not taken it yet. */
  | { outcome: 'overdue' }
  /** The cycle was closed before. */
  | { outcome: 'closed'; at: Temporal.Instant }
  /** It was taken, and by then nothing waited any more, or not so long that this role is told. */
  | { outcome: 'nothing_waited' }
  /** The document is being compiled, or the run was given up: no letter has been written. */
  | { outcome: 'not_compiled' }
  /** It was taken, but the reader was not one of that role's people then. */
  | { outcome: 'not_reader_then' };

export interface StaffFacts {
  cycle: string;
  regime: Regime;
  /** The roles in whose place the reader stands: their own, and those that nobody has when they administer. */
  roles: readonly StaffRole[];
  /** Every line of the cycle to the reader. */
  lines: readonly StaffLine[];
  /** The steps in their order, to tell one compilation's letter from the next one's. */
  steps: readonly StaffStep[];
  closedAt: Temporal.Instant | undefined;
  now: Temporal.Instant;
}

/** Why a step's letter came to a reader of the focal agency, or why none did. */
export function staffFate(step: StaffStep, facts: StaffFacts): StaffFate {
  const { roles, closedAt, now } = facts;
  const line = facts.lines.find((each) => isOf(each, step, facts));
  if (line) return { outcome: 'in_ledger', line };
  const to = readersOf(step, facts.regime);
  if (!to.some((role) => roles.some((mine) => mine === role))) return { outcome: 'not_reader', to };
  if (!step.takenAt) {
    if (closedAt && isBefore(closedAt, step.at)) return { outcome: 'closed', at: closedAt };
    return { outcome: isBefore(now, step.at) ? 'ahead' : 'overdue' };
  }
  if (step.kind === 'compile') return { outcome: 'not_compiled' };
  return { outcome: isPress(step.kind) ? 'nothing_waited' : 'not_reader_then' };
}

/** Who is written to by a step: a rung's recipients, or those of every patience of what is pressed. */
export function readersOf({ kind, rung }: Pick<StaffStep, 'kind' | 'rung'>, regime: Regime): readonly Recipient[] {
  if (kind === 'press-extension') return [...new Set(regime.extension.press.flatMap(({ to }) => to))];
  if (kind === 'press-review') return [...new Set(regime.review.press.flatMap(({ to }) => to))];
  if (kind === 'press-letter') return [...new Set(letterPatiences(regime.letters).flatMap(({ to }) => to))];
  if (kind === 'press-sending') return [...new Set(sendingPatiences(regime.sendings).flatMap(({ to }) => to))];
  // A finished compilation is told to both, whatever its rung says.
  if (kind === 'compile') return ['officer', 'leader'];
  return regime.ladder.find((each) => each.rung === rung)?.to ?? [];
}

/** Whether a line is a step's: by its slot, or, for a compilation's, by the time between this run and the next. */
function isOf(line: StaffLine, step: StaffStep, { cycle, steps }: StaffFacts): boolean {
  if (step.kind !== 'compile') return line.slot.startsWith(`${cycle}/${isPress(step.kind) ? step.key : step.rung}/`);
  if (line.kind !== 'compiled' || !step.takenAt || isBefore(line.plannedAt, step.takenAt)) return false;
  const { takenAt: mine } = step;
  const next = steps.find(({ kind, takenAt }) => kind === 'compile' && takenAt && isBefore(mine, takenAt));
  return !next?.takenAt || isBefore(line.plannedAt, next.takenAt);
}
