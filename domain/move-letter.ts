import { leavesAtOnce } from './letter.ts';
import type { LetterKind } from './letter.ts';
import { sendMoment } from './send-window.ts';
import type { OfficeHours } from './send-window.ts';
import { isBefore, laterOf } from './zone.ts';

/** A line of the ledger that waits to be claimed. */
export interface WaitingLine {
  slot: string;
  kind: LetterKind;
  obligation: string | undefined;
  agencyName: string | undefined;
  /** How often it was tried already. */
  attempts: number;
  /** The moment for which it was planned: a wave's lines are written ahead of it. */
  plannedAt: Temporal.Instant;
  notBefore: Temporal.Instant;
}

/** Letters that speak of a date: when it has moved, those that have not left yet fall away. */
export const speaksOfDue = (kind: LetterKind): boolean => kind === 'remind' || kind === 'urge' || kind === 'due-moved';

/**
 * When a waiting letter may leave by other office hours; undefined when that stays. One that was tried already keeps the
 * wait that the mail server was given. Refuses: `calendar.gap`.
 */
export function leavesInstead(
  { kind, attempts, plannedAt, notBefore }: Pick<WaitingLine, 'kind' | 'attempts' | 'plannedAt' | 'notBefore'>,
  now: Temporal.Instant,
  hours: OfficeHours,
): Temporal.Instant | undefined {
  if (leavesAtOnce(kind)) return undefined;
  const from = attempts === 0 || isBefore(notBefore, now) ? laterOf(now, plannedAt) : notBefore;
  const leaves = sendMoment(from, hours);
  const leavesNow = leaves.equals(now) && !isBefore(now, notBefore);
  return leavesNow || leaves.equals(notBefore) ? undefined : leaves;
}
