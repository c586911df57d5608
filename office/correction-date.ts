import { isWorkingDay } from '../domain/calendar.ts';
import { Refusal } from '../domain/refusal.ts';
import { dayOf } from '../domain/zone.ts';
import { getCalendar } from '../store/calendars.ts';
import type { Tx } from '../store/connection.ts';
import type { OwedReport } from '../store/obligations.ts';

/**
 * Refuses a date for a correction that cannot be kept: `cycle.closed`, `correction.not_later` when it is not after today,
 * `extension.too_late` when it is after the day on which the focal agency sends its own report, `correction.day_off`.
 */
export async function refuseCorrectionDate(
  tx: Tx,
  { closedAt, sendUp }: Pick<OwedReport, 'closedAt' | 'sendUp'>,
  correctionDue: Temporal.PlainDate,
  at: Temporal.Instant,
): Promise<void> {
  if (closedAt) throw new Refusal('cycle.closed', { closedAt: closedAt.toString() });
  if (Temporal.PlainDate.compare(correctionDue, dayOf(at)) <= 0) throw new Refusal('correction.not_later');
  if (Temporal.PlainDate.compare(correctionDue, sendUp) > 0) {
    throw new Refusal('extension.too_late', { limit: sendUp.toString() });
  }
  if (!isWorkingDay(correctionDue, await getCalendar(tx))) throw new Refusal('correction.day_off');
}
