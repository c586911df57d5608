import { placeStanding } from '../domain/place-standing.ts';
import type { Db } from '../store/connection.ts';
import { listSyntheses } from '../store/syntheses.ts';
import { readEditing } from './read-editing.ts';
import { readSources } from './read-sources.ts';

/** Reads how every place of a cycle's compiled report stands, in the report's order. Refuses: `cycle.not_found`. */
export async function readSyntheses(db: Db, id: string, now: Temporal.Instant) {
  const { cycle, plan, places, sources, exclusions } = await readSources(db, id, now);
  const { syntheses } = await readEditing(db, id, now);
  const saved = new Map((await listSyntheses(db, id, now)).map((row) => [row.place, row]));
  return {
    cycle,
    plan,
    reports: sources.length,
    /** Whole reports that are left out. */
    leftOut: exclusions.filter(({ place }) => place === undefined).length,
    places: places.map((place) => {
      const row = saved.get(place.place);
      return {
        ...placeStanding(place, sources, { syntheses, exclusions }),
        saved: row && { at: row.saved_at, by: row.saved_by },
      };
    }),
  };
}

export type SynthesesView = Awaited<ReturnType<typeof readSyntheses>>;
