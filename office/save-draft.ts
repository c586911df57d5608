import type { Actor } from '../domain/actor.ts';
import type { ReportContent } from '../domain/form.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName } from '../store/audits.ts';
import type { Insertable } from 'kysely';
import type { Db, Tx } from '../store/connection.ts';
import { json } from '../store/json.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
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
export function saveDraft(db: Db, { seen, ...save }: SaveDraft): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const owed = await lockObligation(tx, save.obligation);
    refuseEnded(owed);
    const saved = await replaceDraft(tx, save.obligation, seen, {
      content: json(save.content),
      saved_at: save.at,
      saved_by: actorName(save.actor),
    });
    if (saved === undefined)
      throw new Refusal('fact.changed', { seen: String(seen), current: await currentVersion(tx, save.obligation) });
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

/** The draft, with its obligation locked until the transaction ends: two savers wait for each other. */
export async function lockDraft(tx: Tx, obligation: string) {
  const owed = await lockObligation(tx, obligation);
  const draft = await tx
    .selectFrom('draft')
    .select(['version', 'content'])
    .where('obligation_id', '=', obligation)
    .executeTakeFirst();
  return { owed, draft };
}

/** Writes the draft's next version and answers it. Refuses: `cycle.closed`, `obligation.accepted`. */
export async function storeDraft(
  tx: Tx,
  owed: OwedReport,
  { obligation, content, current, actor, at }: Omit<SaveDraft, 'seen'> & { current: number },
): Promise<number> {
  refuseEnded(owed);
  const row = { content: json(content), version: current + 1, saved_at: at, saved_by: actorName(actor) };
  await tx
    .insertInto('draft')
    .values({ obligation_id: obligation, ...row })
    .onConflict((conflict) => conflict.column('obligation_id').doUpdateSet(row))
    .execute();
  return current + 1;
}

function refuseEnded({ closedAt, state }: OwedReport): void {
  if (closedAt) throw new Refusal('cycle.closed', { closedAt: closedAt.toString() });
  if (state === 'accepted') throw new Refusal('obligation.accepted');
}
