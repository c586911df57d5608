import type { CompilationSource } from '../domain/compilation.ts';
import { reportPlaces, sourcesAt } from '../domain/place-sources.ts';
import type { PlaceSource, ReportPlace } from '../domain/place-sources.ts';
import { Refusal } from '../domain/refusal.ts';
import { exclusionOf } from '../domain/synthesis.ts';
import type { SourceExclusion } from '../domain/synthesis.ts';
import type { Db } from '../store/connection.ts';
import { getCycleWithPolicy, getPlan } from '../store/cycles.ts';
import { listExclusions } from '../store/source-exclusions.ts';
import { listUsableReports } from '../store/written-reports.ts';
import { sourceMaker } from './compilation-sources.ts';
import { exclusionFrom } from './read-editing.ts';

/** The places of a cycle's compiled report. Refuses: `cycle.not_found`. */
export async function readPlaces(db: Db, id: string) {
  const { policy, ...cycle } = await getCycleWithPolicy(db, id);
  const plan = await getPlan(db, policy.plan);
  return { cycle, plan, places: reportPlaces(plan) };
}

/** The same, with the sources that a run would have now and those that are left out of it. */
export async function readSources(db: Db, id: string, now: Temporal.Instant) {
  const reports = await listUsableReports(db, id);
  return {
    ...(await readPlaces(db, id)),
    reports,
    sources: reports.map(await sourceMaker(db)),
    exclusions: (await listExclusions(db, id, now)).map(exclusionFrom),
  };
}

/** The place of a name. Refuses: `place.not_found`. */
export function placeNamed(places: readonly ReportPlace[], name: string): ReportPlace {
  const place = places.find((each) => each.place === name);
  if (!place) throw new Refusal('place.not_found');
  return place;
}

/** What would be compiled at a place now. */
export const includedAt = (
  place: ReportPlace,
  sources: readonly CompilationSource[],
  exclusions: readonly SourceExclusion[],
): readonly PlaceSource[] =>
  sourcesAt(place, sources).filter(({ agency }) => !exclusionOf(exclusions, agency, place.place));
