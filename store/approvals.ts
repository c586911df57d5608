import type { Selectable } from 'kysely';
import type { ReportContent } from '../domain/form.ts';
import type { Db, Tx } from './connection.ts';
import type { Tables } from './schema.ts';

/** A draft that was put before the agency's head. */
export interface Approval {
  id: string;
  askedAt: Temporal.Instant;
  askerName: string;
  askerLink: string | undefined;
  headLink: string;
  draftVersion: number;
  content: ReportContent;
  decision: 'submitted' | 'sent_back' | 'withdrawn' | undefined;
  words: string;
  decidedAt: Temporal.Instant | undefined;
  decidedBy: string | undefined;
}

/** The newest request for approval of an obligation, pending or decided; undefined when there was none. */
export async function findApproval(db: Db, obligation: string): Promise<Approval | undefined> {
  const row = await db
    .selectFrom('approval')
    .selectAll()
    .where('obligation_id', '=', obligation)
    .orderBy('asked_at', 'desc')
    .orderBy((eb) => eb('decision', 'is not', null))
    .limit(1)
    .executeTakeFirst();
  return row && approvalOf(row);
}

/** The request that waits for the head, or undefined. */
export async function findPending(db: Db, obligation: string): Promise<Approval | undefined> {
  const row = await db
    .selectFrom('approval')
    .selectAll()
    .where('obligation_id', '=', obligation)
    .where('decision', 'is', null)
    .executeTakeFirst();
  return row && approvalOf(row);
}

/** Notes what became of the request that waits; none waiting changes nothing. */
export async function settleApproval(
  tx: Tx,
  obligation: string,
  { decision, words, by }: { decision: 'submitted' | 'sent_back' | 'withdrawn'; words?: string; by: string },
  at: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('approval')
    .set({ decision, words: words ?? null, decided_at: at, decided_by: by })
    .where('obligation_id', '=', obligation)
    .where('decision', 'is', null)
    .execute();
}

const approvalOf = (row: Selectable<Tables['approval']>): Approval => ({
  id: row.id,
  askedAt: row.asked_at,
  askerName: row.asker_name,
  askerLink: row.asker_link ?? undefined,
  headLink: row.head_link,
  draftVersion: row.draft_version,
  content: row.content,
  decision: row.decision ?? undefined,
  words: row.words ?? '',
  decidedAt: row.decided_at ?? undefined,
  decidedBy: row.decided_by ?? undefined,
});
