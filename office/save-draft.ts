import type { Actor } from '../domain/actor.ts';
import type { ReportContent } from '../domain/form.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { json } from '../store/json.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';

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
    const { owed, draft } = await lockDraft(tx, save.obligation);
    const current = draft?.version ?? 0;
    refuseEnded(owed);
    if (current !== seen) throw new Refusal('fact.changed', { seen: String(seen), current: String(current) });
    return storeDraft(tx, owed, { ...save, current });
  });
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
