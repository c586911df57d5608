import type { Arrival } from './arrival.ts';
import type { Refused } from './bad-mail-server.ts';
import type { Diary } from './diary.ts';
import type { Policy } from './policy.ts';
import type { WallCalendar } from './wall-calendar.ts';

/** A line of the program's ledger. */
export interface LedgerLine {
  slot: string;
  state: string;
  reason: string | null;
  /** When it was last claimed. */
  claimedAt: Temporal.Instant | undefined;
  settledAt: Temporal.Instant | undefined;
  unacknowledged: number;
}

/** A report as the facts hold it. */
export interface StoredReport {
  submission: string;
  code: string;
  sha256: string;
  content: { sections: unknown; tasks: unknown };
  receivedAt: Temporal.Instant;
  /** When its transaction was committed, by the database's own word. */
  storedAt: Temporal.Instant | undefined;
}

/** A played year with all that judges it: what people noted, what the mail server saw, what the facts hold. */
export interface Observed {
  policy: Policy;
  calendar: WallCalendar;
  year: number;
  agencies: readonly string[];
  /** Address by agency and role (`STC/head`), and of the focal agency's people by role (`officer`). */
  addresses: ReadonlyMap<string, readonly string[]>;
  diary: Diary;
  arrivals: readonly Arrival[];
  refused: readonly Refused[];
  ledger: readonly LedgerLine[];
  /** When each step of the cycle was taken, to the end of its transaction, by its key. */
  steps: ReadonlyMap<string, Temporal.Instant>;
  reports: readonly StoredReport[];
  /** The compiled reports' numbers. */
  compiled: readonly number[];
}
