import { reportPlaces, sourcesAt } from '../domain/place-sources.ts';
import type { Editing, SourceExclusion } from '../domain/synthesis.ts';
import type { Db } from '../store/connection.ts';
import { getCyclePolicy, getPlan } from '../store/cycles.ts';
import { listExclusions } from '../store/source-exclusions.ts';
import type { ExclusionRow } from '../store/source-exclusions.ts';
import { listSyntheses } from '../store/syntheses.ts';
import { listReportsOf } from '../store/written-reports.ts';
import { sourceMaker } from './compilation-sources.ts';

/**
 * What officers have done to the words of a cycle as of an instant: the newest synthesis of each place, with the words it
 * was made from, and the sources that are left out. The same instant gives the same answer for good.
 */
export async function readEditing(db: Db, cycle: string, asOf: Temporal.Instant): Promise<Editing> {
  const rows = await listSyntheses(db, cycle, asOf);
  const exclusions = await listExclusions(db, cycle, asOf);
  const receipts = new Set(rows.flatMap(({ made_from }) => made_from));
  const sources = (await listReportsOf(db, cycle, [...receipts])).map(await sourceMaker(db));
  const places = reportPlaces(await getPlan(db, (await getCyclePolicy(db, cycle)).plan));
  return {
    syntheses: rows.map(({ place, version, text, keep_sources, made_from }) => {
      const found = places.find((each) => each.place === place) ?? { place };
      const its = sources.filter(({ receipt }) => made_from.includes(receipt));
      return { place, version, text, keepSources: keep_sources, madeFrom: sourcesAt(found, its) };
    }),
    exclusions: exclusions.map(exclusionFrom),
  };
}

export const exclusionFrom = ({ id, agency_code, place, reason, receipt_code }: ExclusionRow): SourceExclusion => ({
  ...{ id, agency: agency_code, reason, receipt: receipt_code },
  ...(place !== null && { place }),
});
