import type { ReportContent } from '../domain/form.ts';
import { mergeDrafts } from '../domain/merge-drafts.ts';
import type { Conflict } from '../domain/merge-drafts.ts';
import { emptyReport } from '../domain/form.ts';
import type { Db } from '../store/connection.ts';
import { contentHash } from './content-hash.ts';
import { lockDraft, storeDraft } from './save-draft.ts';
import type { SaveDraft } from './save-draft.ts';

export interface MergeDraft extends SaveDraft {
  /** What stood in the draft when the writer began from it; absent when nobody knows. */
  base: ReportContent | undefined;
}

/** The draft as it stands now, and where the writer's words are still their own to decide on. */
export interface KeptDraft {
  version: number;
  content: ReportContent;
  conflicts: readonly Conflict[];
}

/**
 * Saves what an agency has typed even when somebody else saved meanwhile: what the two changed in different fields is
 * saved together; where both changed the same one, what is saved stays and the conflict is answered. A repeat changes
 * nothing. Refuses: `cycle.closed`, `obligation.accepted`.
 */
export function mergeDraft(db: Db, { base, seen, content, ...save }: MergeDraft): Promise<KeptDraft> {
  return db.transaction().execute(async (tx) => {
    const { owed, draft } = await lockDraft(tx, save.obligation);
    const current = draft?.version ?? 0;
    const saved = draft?.content ?? emptyReport;
    const merged =
      !base && current === seen ? { content, conflicts: [] } : mergeDrafts(base ?? emptyReport, content, saved);
    const repeated = contentHash(merged.content) === contentHash(saved);
    const version = repeated ? current : await storeDraft(tx, owed, { ...save, content: merged.content, current });
    return { version, ...merged };
  });
}
