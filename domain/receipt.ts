import { isOnTime, workingDaysLate } from './deadline.ts';
import { excusingOutage } from './outage.ts';
import type { Outage, OutageInterval } from './outage.ts';
import type { Regime } from './regime.ts';
import type { PaperReport } from './paper-report.ts';
import type { OfficeHours } from './send-window.ts';
import { termName } from './term.ts';
import type { Term } from './term.ts';

/** What an agency gets for a report that is stored. */
export interface Receipt {
  submission: string;
  code: string;
  version: number;
  receivedAt: Temporal.Instant;
  /** The date that the report was measured by. */
  due: Temporal.PlainDate;
  onTime: boolean;
  workingDaysLate: number;
  /** The outage because of which it is on time, though it came after the date. */
  outage?: OutageInterval;
  /** sha256 of the stored content, hexadecimal. */
  sha256: string;
  /** How it came, when not on the system; `receivedAt` is then the end of the recorded day, or the recording itself. */
  paper?: PaperReport;
}

/** The public page that says that a receipt exists: `/r/STC-2026-1-7K3FQ0`. */
export const verificationPath = (code: string): string => `/r/${encodeURIComponent(code)}`;

/** Crockford's base 32: no I, L, O, U, so that a code can be read out on the telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The code of a receipt, to be read aloud: `STC-2026-1-7K3FQ0`. The last part comes from a hash, so that a code cannot be
 * guessed from another and says for which content of which obligation it was given.
 * In: agency code, the cycle's term, the version from 1, a sha256 in hexadecimal over obligation and content: two regimes
 * of one year may be sent the same content.
 */
export function receiptCode(agency: string, term: Term, version: number, sha256: string): string {
  const bits = BigInt(`0x${sha256.slice(0, 16)}`);
  const tail = Array.from({ length: 6 }, (_, place) => alphabet[Number((bits >> BigInt(place * 5)) & 31n)]).join('');
  return `${agency}-${termName(term)}-${version}-${tail}`;
}

export interface Timeliness {
  onTime: boolean;
  workingDaysLate: number;
  /** The outage because of which a report that came after the date is on time. */
  outage?: Outage;
}

/** What a report's timeliness is judged by. */
export interface TimelinessFacts {
  due: Temporal.PlainDate;
  regime: Pick<Regime, 'graceHours' | 'outageHours'>;
  hours: OfficeHours;
  outages: readonly Outage[];
}

/**
 * On time or how late: by the instant of receipt and the date in force then, never by the time of processing. What comes
 * within the regime's grace, or soon enough after an outage that covered the deadline, is on time.
 * Refuses: `calendar.gap`.
 */
export function timeliness(receivedAt: Temporal.Instant, facts: TimelinessFacts): Timeliness {
  const { due, regime, hours } = facts;
  if (isOnTime(receivedAt, due, regime.graceHours)) return { onTime: true, workingDaysLate: 0 };
  const outage = excusingOutage(receivedAt, facts);
  if (outage) return { onTime: true, workingDaysLate: 0, outage };
  return { onTime: false, workingDaysLate: workingDaysLate(receivedAt, due, hours.calendar) };
}

/** Why a report that came after 24:00 of its date is on time: the grace, or an outage; undefined for all others. */
export function onTimeBecause({
  onTime,
  receivedAt,
  due,
  outage,
}: Pick<Receipt, 'onTime' | 'receivedAt' | 'due' | 'outage'>): 'grace' | 'outage' | undefined {
  if (!onTime || isOnTime(receivedAt, due)) return undefined;
  return outage ? 'outage' : 'grace';
}
