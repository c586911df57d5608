import type { Actor } from '../domain/actor.ts';
import { sheetChanges, withChanges } from '../domain/form-sheet.ts';
import type { SheetReading } from '../domain/form-sheet.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Db } from '../store/connection.ts';
import { readRoom } from './read-room.ts';
import { saveDraft } from './save-draft.ts';

export interface ImportFormSheet {
  obligation: string;
  reading: SheetReading;
  /** The draft's version for which the changes were looked at. */
  seen: number;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Takes what a filled-in file changes into the draft; answers the draft's version and how many fields changed. A repeat
 * finds nothing to change. A draft that somebody saved since the changes were looked at is not touched.
 * Refuses: `fact.changed`, `cycle.closed`, `obligation.accepted`.
 */
export async function importFormSheet(
  db: Db,
  { obligation, reading, seen, actor, at }: ImportFormSheet,
): Promise<{ version: number; changed: number }> {
  const { draft } = await readRoom(db, obligation, at);
  const changes = sheetChanges(draft.content, reading);
  if (changes.length === 0) return { version: draft.version, changed: 0 };
  if (draft.version !== seen) throw new Refusal('fact.changed', { seen: String(seen), current: String(draft.version) });
  const content = withChanges(draft.content, changes);
  // Under its lock it looks at the version once more.
  const version = await saveDraft(db, { obligation, content, seen, actor, at });
  return { version, changed: changes.length };
}
