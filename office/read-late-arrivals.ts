import { findNewestRun, listSourceNames } from '../store/compilations.ts';
import type { Db } from '../store/connection.ts';
import { listObligations } from '../store/obligations.ts';
import { listReports } from '../store/submissions.ts';

/** A version that came after the newest final run, and that one more run would fold in. */
export interface LateArrival {
  agency: { code: string; name: string };
  submission: string;
  receipt: string;
  version: number;
  receivedAt: Temporal.Instant;
  /** The version that the run has of the same agency; absent where it has none. */
  compiledVersion?: number;
}

/** What came after a cycle's newest final run, in the agencies' order; undefined while there is none. */
export async function readLateArrivals(
  db: Db,
  cycle: string,
): Promise<{ run: { id: string; number: number }; arrivals: readonly LateArrival[] } | undefined> {
  const run = await findNewestRun(db, cycle, { finalOnly: true });
  if (!run) return undefined;
  const compiled = new Map((await listSourceNames(db, run.id)).map((source) => [source.obligation_id, source]));
  const reports = await listReports(db, cycle);
  const standing = (await listObligations(db, cycle)).filter(
    ({ state }) => state === 'submitted' || state === 'accepted',
  );
  const arrivals = standing.flatMap(({ id, agency, agencyName }): LateArrival[] => {
    const [newest, source] = [reports.get(id)?.at(-1), compiled.get(id)];
    if (!newest || newest.id === source?.id) return [];
    return [
      {
        agency: { code: agency, name: agencyName },
        ...{ submission: newest.id, receipt: newest.receipt_code },
        ...{ version: newest.version, receivedAt: newest.received_at },
        ...(source && { compiledVersion: source.version }),
      },
    ];
  });
  return { run: { id: run.id, number: run.number }, arrivals };
}
