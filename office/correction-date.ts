import { Refusal } from '../domain/refusal.ts';
import { dayOf } from '../domain/zone.ts';
import type { OwedReport } from '../store/obligations.ts';

/**
 * Refuses a date for a correction that cannot be kept: `cycle.closed`, `correction.not_later` when it is not after today,
 * `extension.too_late` when it is after the day on which the focal agency sends its own report.
 */
export function refuseCorrectionDate(
  { closedAt, sendUp }: Pick<OwedReport, 'closedAt' | 'sendUp'>,
  correctionDue: Temporal.PlainDate,
  at: Temporal.Instant,
): void {
  if (closedAt) throw new Refusal('cycle.closed', { closedAt: closedAt.toString() });
  if (Temporal.PlainDate.compare(correctionDue, dayOf(at)) <= 0) throw new Refusal('correction.not_later');
  if (Temporal.PlainDate.compare(correctionDue, sendUp) > 0) {
    throw new Refusal('extension.too_late', { limit: sendUp.toString() });
  }
}
