import { obligedOn } from '../domain/agency.ts';
import type { Agency } from '../domain/agency.ts';
import { isOnTime } from '../domain/deadline.ts';
import { dueOf } from '../domain/obligation.ts';
import { recordsOf } from '../domain/records-over-years.ts';
import type { AgencyRecord, CycleOutcome, PastCycle } from '../domain/records-over-years.ts';
import { byDate, dayOf } from '../domain/zone.ts';
import { listAgencies } from '../store/agencies.ts';
import type { Db } from '../store/connection.ts';
import { getCyclePolicy, listCycles } from '../store/cycles.ts';
import type { Cycle } from '../store/cycles.ts';
import { listObligations } from '../store/obligations.ts';
import { getRegime } from '../store/regimes.ts';
import { listReports } from '../store/submissions.ts';

/** How the agencies of a regime met its dates over the years. */
export interface Records {
  regime: { id: string; name: string };
  asOf: Temporal.Instant;
  /** The cycles that are counted, the newest first. */
  cycles: readonly { id: string; words: string }[];
  records: readonly AgencyRecord[];
}

/**
 * Reads how each agency of today met a regime's dates in the cycles whose due date is over. An agency whose own date, an
 * extended one say, is not over yet is not judged. Refuses: `regime.not_found`.
 */
export async function readRecords(db: Db, id: string, now: Temporal.Instant): Promise<Records> {
  const { policy } = await getRegime(db, id);
  const past = (await listCycles(db)).filter(({ regime, due }) => regime === id && byDate(due, dayOf(now)) < 0);
  const cycles = await Promise.all(past.map((cycle) => readPast(db, cycle, now)));
  const all = await listAgencies(db);
  return {
    regime: { id, name: policy.components.name },
    asOf: now,
    cycles: past.map((cycle) => ({ id: cycle.id, words: cycle.words })),
    records: recordsOf(cycles, today(all, now, policy.subjects), all),
  };
}

const today = (all: readonly Agency[], now: Temporal.Instant, subjects: Parameters<typeof obligedOn>[1]) =>
  obligedOn(all, subjects, dayOf(now));

async function readPast(db: Db, { id, words, closedAt }: Cycle, now: Temporal.Instant): Promise<PastCycle> {
  const reports = await listReports(db, id);
  const { graceHours } = await getCyclePolicy(db, id);
  const outcomes = (await listObligations(db, id)).flatMap((owed): CycleOutcome[] => {
    const first = reports.get(owed.id)?.[0];
    const common = { agency: owed.agency, workingDaysLate: 0, byOutage: false };
    if (owed.state === 'excused') return [{ ...common, outcome: 'excused' }];
    if (!first) {
      const over = closedAt !== undefined || !isOnTime(now, dueOf(owed).due, graceHours);
      return over ? [{ ...common, outcome: 'missing' }] : [];
    }
    const { on_time: onTime, working_days_late: workingDaysLate, outage_id } = first;
    return [{ ...common, outcome: onTime ? 'on_time' : 'late', workingDaysLate, byOutage: outage_id !== null }];
  });
  return { id, words, outcomes };
}
