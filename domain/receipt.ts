import type { Calendar } from './calendar.ts';
import { termName } from './term.ts';
import type { Term } from './term.ts';
import { isOnTime, workingDaysLate } from './deadline.ts';

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
  /** sha256 of the stored content, hexadecimal. */
  sha256: string;
}

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

/**
 * On time or how late: by the instant of receipt and the date in force then, never by the time of processing.
 * Refuses: `calendar.gap`.
 */
export function timeliness(
  receivedAt: Temporal.Instant,
  due: Temporal.PlainDate,
  calendar: Calendar,
): { onTime: boolean; workingDaysLate: number } {
  return { onTime: isOnTime(receivedAt, due), workingDaysLate: workingDaysLate(receivedAt, due, calendar) };
}
