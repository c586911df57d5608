import type { MissingAgency } from '../domain/letter.ts';
import { isOnTime } from '../domain/deadline.ts';
import { dueOf, owesNothing } from '../domain/obligation.ts';
import type { CycleId } from '../domain/matter.ts';
import { timesUrged } from '../domain/wave.ts';
import type { Db, Tx } from '../store/connection.ts';
import { getCyclePolicy } from '../store/cycles.ts';
import { listWaveSlots } from '../store/notifications.ts';
import { listObligations } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { listReports } from '../store/submissions.ts';

/** How a cycle stands as of an instant: figures, and who is past a date in force without a report. */
export interface Standing {
  total: number;
  reported: number;
  late: number;
  excused: number;
  missing: MissingAgency[];
}

/**
 * Waits for reports that are being stored and lets none in until the transaction ends: whoever is named to a superior and
 * reports a moment later must find that it was named.
 */
export async function lockStanding(tx: Tx, cycle: CycleId): Promise<void> {
  await tx.selectFrom('obligation').select('id').where('cycle_id', '=', cycle).orderBy('id').forShare().execute();
}

/**
 * Reads how a cycle stands. An agency whose extended date lies ahead is not missing; a returned report past its date is.
 * In: its obligations too, where the caller has just read them.
 */
export async function readStanding(
  db: Db,
  cycle: CycleId,
  at: Temporal.Instant,
  known?: readonly OwedReport[],
): Promise<Standing> {
  const policy = await getCyclePolicy(db, cycle);
  const obligations = known ?? (await listObligations(db, cycle));
  const reports = await listReports(db, cycle);
  const missing = obligations.filter(
    (each) => !owesNothing(each.state) && !isOnTime(at, dueOf(each).due, policy.graceHours),
  );
  // Of who is not named nobody asks how often it was urged.
  const slots = missing.length > 0 ? await listWaveSlots(db, cycle) : [];
  const waves = Map.groupBy(slots, (slot) => slot.obligation_id);
  const reported = obligations.filter(({ state }) => state === 'submitted' || state === 'accepted');
  return {
    total: obligations.length,
    reported: reported.length,
    late: reported.filter(({ id }) => reports.get(id)?.[0]?.on_time === false).length,
    excused: obligations.filter(({ state }) => state === 'excused').length,
    missing: missing.map((each) => ({
      agency: each.agencyName,
      due: dueOf(each).due,
      extended: each.extendedDue !== undefined,
      returned: each.state === 'returned',
      urged: timesUrged(waves.get(each.id) ?? []),
    })),
  };
}
