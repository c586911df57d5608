import { coversDeadline } from '../domain/outage.ts';
import type { Outage } from '../domain/outage.ts';
import { byDate } from '../domain/zone.ts';
import type { Db } from '../store/connection.ts';
import { listDueDates, listOutages, listSaved } from '../store/outages.ts';
import { listRegimes } from '../store/regimes.ts';
import { listCycles } from '../store/cycles.ts';

/** A time in which nothing could be received, with the deadlines that fell into it and the reports that it excuses. */
export interface OutageView extends Outage {
  notedAt: Temporal.Instant;
  deadlines: { cycle: string; words: string; due: Temporal.PlainDate; agencies: number }[];
  saved: {
    submission: string;
    code: string;
    cycle: string;
    agency: { code: string; name: string };
    receivedAt: Temporal.Instant;
    due: Temporal.PlainDate;
  }[];
}

/** Reads every outage, the newest first: what it covered and whom it excuses. */
export async function readOutages(db: Db): Promise<OutageView[]> {
  const [outages, saved, dates] = [await listOutages(db), await listSaved(db), await listDueDates(db)];
  const cycles = new Map((await listCycles(db)).map((cycle) => [cycle.id, cycle]));
  const grace = new Map((await listRegimes(db)).map(({ id, policy }) => [id, policy.graceHours]));
  return outages.map((outage) => ({
    ...outage,
    deadlines: dates
      .flatMap(({ cycle_id, due, agencies }) => {
        const cycle = cycles.get(cycle_id);
        if (!due || !cycle || !coversDeadline(outage, due, grace.get(cycle.regime) ?? 0)) return [];
        return [{ cycle: cycle_id, words: cycle.words, due, agencies }];
      })
      .toSorted((a, b) => byDate(a.due, b.due)),
    saved: (saved.get(outage.id) ?? []).map((row) => ({
      submission: row.id,
      code: row.receipt_code,
      cycle: row.cycle_id,
      agency: { code: row.agency_code, name: row.agency_name },
      receivedAt: row.received_at,
      due: row.due,
    })),
  }));
}
