import { placeStanding } from '../domain/place-standing.ts';
import type { Db } from '../store/connection.ts';
import { listExclusions } from '../store/source-exclusions.ts';
import { listSyntheses } from '../store/syntheses.ts';
import { readEditing } from './read-editing.ts';
import { readSources } from './read-sources.ts';

/** Reads how every place of a cycle's compiled report stands, in the report's order. Refuses: `cycle.not_found`. */
export async function readSyntheses(db: Db, id: string, now: Temporal.Instant) {
  const { cycle, plan, places, reports, sources, exclusions } = await readSources(db, id, now);
  const { syntheses } = await readEditing(db, id, now);
  const saved = new Map((await listSyntheses(db, id, now)).map((row) => [row.place, row]));
  const standings = places.map((place) => placeStanding(place, sources, { syntheses, exclusions }));
  const telling = new Set(
    standings.flatMap((each) => [...each.included, ...each.excluded]).map(({ receipt }) => receipt),
  );
  return {
    ...{ cycle, plan, reports: reports.length },
    /** Reports without any words, such as those that came on paper: what they say stands in their files. */
    wordless: reports.filter(({ receipt_code }) => !telling.has(receipt_code)),
    exclusions: await listExclusions(db, id, now),
    places: standings.map((standing) => {
      const row = saved.get(standing.place);
      return { ...standing, saved: row && { at: row.saved_at, by: row.saved_by } };
    }),
  };
}

export type SynthesesView = Awaited<ReturnType<typeof readSyntheses>>;
