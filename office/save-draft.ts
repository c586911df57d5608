import type { Actor } from '../domain/actor.ts';
import type { ReportContent } from '../domain/form.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { json } from '../store/json.ts';
import { lockObligation } from '../store/obligations.ts';

export interface SaveDraft {
  obligation: string;
  content: ReportContent;
  /** The version that the writer saw; 0 when there was none. */
  seen: number;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Saves what an agency has typed so far and answers the draft's new version. A draft that somebody else saved meanwhile
 * is not overwritten. Refuses: `fact.changed`, `cycle.closed`, `obligation.accepted`.
 */
export function saveDraft(db: Db, { obligation, content, seen, actor, at }: SaveDraft): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const owed = await lockObligation(tx, obligation);
    if (owed.closedAt) throw new Refusal('cycle.closed', { closedAt: owed.closedAt.toString() });
    if (owed.state === 'accepted') throw new Refusal('obligation.accepted');
    const draft = await tx
      .selectFrom('draft')
      .select('version')
      .where('obligation_id', '=', obligation)
      .executeTakeFirst();
    const current = draft?.version ?? 0;
    if (current !== seen) throw new Refusal('fact.changed', { seen: String(seen), current: String(current) });
    const row = { content: json(content), version: current + 1, saved_at: at, saved_by: actorName(actor) };
    await tx
      .insertInto('draft')
      .values({ obligation_id: obligation, ...row })
      .onConflict((conflict) => conflict.column('obligation_id').doUpdateSet(row))
      .execute();
    return current + 1;
  });
}
