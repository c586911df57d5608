import { alikeGroups } from '../domain/alike-groups.ts';
import { sourcesAt } from '../domain/place-sources.ts';
import type { PlaceSource, ReportPlace } from '../domain/place-sources.ts';
import { placeStanding } from '../domain/place-standing.ts';
import { sittings } from '../domain/sittings.ts';
import { changesSince } from '../domain/synthesis.ts';
import type { Db } from '../store/connection.ts';
import { listObstacles } from '../store/obstacles.ts';
import { listExclusions } from '../store/source-exclusions.ts';
import { listSynthesisVersions } from '../store/syntheses.ts';
import { listReportsOf } from '../store/written-reports.ts';
import { sourceMaker } from './compilation-sources.ts';
import { readEditing } from './read-editing.ts';
import { placeNamed, readSources } from './read-sources.ts';

/**
 * Reads a place of a cycle's compiled report for editing: its sources with what is left out, the officer's text with its
 * history, what changed since, what is nearly the same. Refuses: `cycle.not_found`, `place.not_found`.
 */
export async function readSynthesis(db: Db, id: string, name: string, now: Temporal.Instant) {
  const { cycle, plan, places, reports, sources, exclusions } = await readSources(db, id, now);
  const place = placeNamed(places, name);
  const standing = placeStanding(place, sources, { ...(await readEditing(db, id, now)), exclusions });
  const at = places.indexOf(place);
  return {
    ...{ cycle, place, standing },
    group: plan.groups.find(({ code }) => code === place.group),
    alike: alikeGroups(standing.paragraphs),
    versions: sittings((await listSynthesisVersions(db, id, name)).map(savedFrom)),
    reports: new Map(reports.map((report) => [report.receipt_code, report])),
    exclusions: new Map((await listExclusions(db, id, now)).map((row) => [row.id, row])),
    overtaken: await readOvertaken(db, id, place, standing.excluded),
    obstacles: (await listObstacles(db, { cycle: id })).filter(({ task_code }) => task_code === name),
    previous: places[at - 1],
    next: places[at + 1],
  };
}

export type SynthesisView = Awaited<ReturnType<typeof readSynthesis>>;

const savedFrom = (row: Awaited<ReturnType<typeof listSynthesisVersions>>[number]) => ({
  ...{ version: row.version, text: row.text, keepSources: row.keep_sources },
  ...{ savedAt: row.saved_at, savedBy: row.saved_by },
});

/** The exclusions whose agency has sent other words for the place since: whoever decided did not see these. */
async function readOvertaken(
  db: Db,
  cycle: string,
  place: ReportPlace,
  excluded: readonly (PlaceSource & { exclusion: { id: string; receipt: string } })[],
): Promise<ReadonlySet<string>> {
  const moved = excluded.filter(({ receipt, exclusion }) => receipt !== exclusion.receipt);
  const receipts = moved.map(({ exclusion }) => exclusion.receipt);
  const seen = sourcesAt(place, (await listReportsOf(db, cycle, receipts)).map(await sourceMaker(db)));
  const changed = moved.filter(
    ({ exclusion, ...now }) =>
      changesSince(
        seen.filter(({ receipt }) => receipt === exclusion.receipt),
        [now],
      ).length > 0,
  );
  return new Set(changed.map(({ exclusion }) => exclusion.id));
}
