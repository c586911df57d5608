import { isBefore } from './zone.ts';

/** A text that was saved. */
interface Saved {
  savedAt: Temporal.Instant;
  savedBy: string;
}

/** Saves further apart than this are two sittings. */
const pause = { minutes: 30 };

/**
 * The last version of each sitting, the newest first: what is saved as it is typed has a version every few seconds, of which
 * a person wants the ones at which somebody stopped. In: versions, the newest first.
 */
export function sittings<Version extends Saved>(versions: readonly Version[]): readonly Version[] {
  return versions.filter((version, place) => {
    const later = versions[place - 1];
    return !later || later.savedBy !== version.savedBy || isBefore(version.savedAt.add(pause), later.savedAt);
  });
}
