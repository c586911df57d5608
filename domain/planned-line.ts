import { leavesAtOnce } from './letter.ts';
import type { LetterKind } from './letter.ts';
import { momentToLeave } from './send-window.ts';
import type { OfficeHours } from './send-window.ts';
import { dayOf } from './zone.ts';

/** How a line of the ledger begins: when it may leave, or that it cannot. */
export interface LineStart {
  notBefore: Temporal.Instant;
  state: 'planned' | 'failed';
  reason?: 'no_contact';
  settledAt?: Temporal.Instant;
  /** Days between the day for which it was planned and the day on which it is written. */
  caughtUpDays?: number;
}

/**
 * How a letter's line begins that is written at an instant: it leaves within working hours; it has failed at once when
 * nobody can be written to. Planned for Monday and written on Thursday it is caught up after 3 days.
 * In: how many can be written to.
 */
export function lineStart(
  { kind, plannedAt, recipients }: { kind: LetterKind; plannedAt: Temporal.Instant; recipients: number },
  hours: OfficeHours | undefined,
  at: Temporal.Instant,
): LineStart {
  const notBefore = leaveAt(kind, at, hours);
  if (recipients === 0) return { notBefore, state: 'failed', reason: 'no_contact', settledAt: at };
  return { notBefore, state: 'planned', caughtUpDays: Math.max(0, dayOf(plannedAt).until(dayOf(at)).days) };
}

/** When a letter written now may leave. Whoever writes one that leaves at once need not know the hours. */
export function leaveAt(kind: LetterKind, at: Temporal.Instant, hours: OfficeHours | undefined): Temporal.Instant {
  if (leavesAtOnce(kind)) return at;
  if (!hours) throw new Error(`a letter of the kind ${kind} leaves within office hours, which were not given`);
  return momentToLeave(at, hours);
}
