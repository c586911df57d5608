import type { Actor } from '../domain/actor.ts';
import type { ReportContent } from '../domain/form.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName } from '../store/audits.ts';
import type { Insertable } from 'kysely';
import type { Db, Tx } from '../store/connection.ts';
import { json } from '../store/json.ts';
import { lockObligation } from '../store/obligations.ts';
import type { Tables } from '../store/schema.ts';

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
    const saved = await replaceDraft(tx, obligation, seen, {
      content: json(content),
      saved_at: at,
      saved_by: actorName(actor),
    });
    if (saved === undefined)
      throw new Refusal('fact.changed', { seen: String(seen), current: await currentVersion(tx, obligation) });
    return saved;
  });
}

/** Puts a draft in the place of the version that was seen; undefined when another one stands there. */
async function replaceDraft(
  tx: Tx,
  obligation: string,
  seen: number,
  row: Pick<Insertable<Tables['draft']>, 'content' | 'saved_at' | 'saved_by'>,
): Promise<number | undefined> {
  const version = seen + 1;
  const saved = await (seen === 0
    ? tx
        .insertInto('draft')
        .values({ obligation_id: obligation, version, ...row })
        .onConflict((conflict) => conflict.column('obligation_id').doNothing())
        .returning('version')
        .executeTakeFirst()
    : tx
        .updateTable('draft')
        .set({ ...row, version })
        .where('obligation_id', '=', obligation)
        .where('version', '=', seen)
        .returning('version')
        .executeTakeFirst());
  return saved?.version;
}

async function currentVersion(tx: Tx, obligation: string): Promise<string> {
  const draft = await tx
    .selectFrom('draft')
    .select('version')
    .where('obligation_id', '=', obligation)
    .executeTakeFirst();
  return String(draft?.version ?? 0);
}
