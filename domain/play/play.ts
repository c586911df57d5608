import type { Calendar } from '../calendar.ts';
import type { CycleDates, CycleStep } from '../cycle.ts';
import type { LetterBody, LetterKind } from '../letter.ts';
import type { NamedObligation } from '../wave-letter.ts';
import type { Act, PlayedAgency, Script } from './script.ts';

/** One attempt at a letter, and what came of it; `died` when nobody lived to see it. */
export interface Attempt {
  at: Temporal.Instant;
  messageId: string;
  outcome: 'sent' | 'put_off' | 'unacknowledged' | 'refused' | 'died';
}

type Letter = LetterBody extends infer Body
  ? Body extends LetterBody
    ? Omit<Body, 'link' | 'verification'>
    : never
  : never;

/** A line of the played ledger: planned for when and why, what became of it, and when. */
export interface PlayedLine {
  slot: string;
  kind: LetterKind;
  /** Absent for letters to the focal agency's people. */
  agency: string | undefined;
  rung: string | undefined;
  revision: number;
  /** The date in force for which a wave's letter was planned. */
  due: Temporal.PlainDate | undefined;
  why: string;
  recipients: readonly string[];
  letter: Letter;
  plannedAt: Temporal.Instant;
  /** When the line was written. */
  writtenAt: Temporal.Instant;
  notBefore: Temporal.Instant;
  state: 'planned' | 'claimed' | 'sent' | 'failed' | 'cancelled' | 'overtaken';
  reason: string | undefined;
  claimedAt: Temporal.Instant | undefined;
  settledAt: Temporal.Instant | undefined;
  caughtUpDays: number;
  attempts: Attempt[];
  unacknowledged: number;
  messageId: string | undefined;
}

/** A step that was taken. */
export interface TakenPlayStep extends CycleStep {
  takenAt: Temporal.Instant;
}

/** A report that was stored, with its receipt's word on it. */
export interface PlayedReport {
  agency: string;
  version: number;
  receivedAt: Temporal.Instant;
  due: Temporal.PlainDate;
  onTime: boolean;
}

/** An agency in a play: its duty, and its newest version. */
export interface Player {
  agency: PlayedAgency;
  report: NamedObligation;
  version: number;
  review: 'accepted' | 'returned' | undefined;
  extensions: number;
  /** Its lines of waves, in the order in which they were written. */
  waves: PlayedLine[];
}

/** A cycle while it is played. */
export interface Play {
  script: Script;
  cycle: string;
  dates: CycleDates;
  calendar: Calendar;
  openedAt: Temporal.Instant | undefined;
  closedAt: Temporal.Instant | undefined;
  players: Map<string, Player>;
  lines: Map<string, PlayedLine>;
  /** The lines that still wait or are on their way. */
  waiting: Set<PlayedLine>;
  steps: TakenPlayStep[];
  taken: Map<string, Temporal.Instant>;
  reports: PlayedReport[];
  /** What people did that the office took. */
  done: Act[];
  /** How many acts of the script lie behind. */
  acted: number;
  /** The plan by the facts of now; undefined when they have changed since. */
  plan: readonly CycleStep[] | undefined;
  /** Our process lies dead until then. */
  deadUntil: Temporal.Instant | undefined;
}
