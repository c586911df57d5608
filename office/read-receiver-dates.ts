import { ownReceiverDates, unsentTo } from '../domain/receiver-dues.ts';
import type { ReceiverDue } from '../domain/receiver-dues.ts';
import type { Db } from '../store/connection.ts';
import type { CycleRules } from '../store/cycles.ts';
import { listSendings, standingOf } from '../store/sendings.ts';

/** A receiver's own date, and whether a sending to it is recorded. */
export type ReceiverDate = ReceiverDue & { sent: boolean };

/** By when each receiver of a cycle is to have the compiled report; none where all have the regime's one date. */
export async function readReceiverDates(
  db: Db,
  { regime, cycle, calendar }: CycleRules,
): Promise<readonly ReceiverDate[]> {
  const sent = (await listSendings(db, cycle.id)).map(standingOf);
  const dates = ownReceiverDates(regime, cycle.term, calendar);
  return dates.map((due) => ({ ...due, sent: unsentTo([due], sent).length === 0 }));
}
