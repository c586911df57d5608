import type { AgencyActor } from '../api/identity.ts';
import type { Deps } from '../api/deps.ts';
import { emptyReport } from '../domain/form.ts';
import type { ReportContent } from '../domain/form.ts';
import { Refusal } from '../domain/refusal.ts';
import { contentHash } from '../office/content-hash.ts';
import { saveDraft } from '../office/save-draft.ts';

/**
 * Saves what the room's form brings, before anything else is done with it, and answers the draft's version. What is
 * saved already is not saved again: a repeat, or a second click, is no conflict. Refuses: as `saveDraft`.
 */
export async function keepDraft(
  { db, clock }: Deps,
  actor: AgencyActor,
  { content, seen }: { content: ReportContent; seen: number },
): Promise<number> {
  const saved = async (): Promise<number | undefined> => {
    const draft = await db
      .selectFrom('draft')
      .selectAll()
      .where('obligation_id', '=', actor.obligation)
      .executeTakeFirst();
    return contentHash(draft?.content ?? emptyReport) === contentHash(content) ? (draft?.version ?? 0) : undefined;
  };
  const same = await saved();
  if (same !== undefined) return same;
  try {
    return await saveDraft(db, { obligation: actor.obligation, content, seen, actor, at: clock.now() });
  } catch (error) {
    const twin = error instanceof Refusal && error.code === 'fact.changed' ? await saved() : undefined;
    if (twin === undefined) throw error;
    return twin;
  }
}
