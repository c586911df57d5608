import type { Actor } from '../domain/actor.ts';
import { overlongTexts } from '../domain/check-report.ts';
import type { ReportContent } from '../domain/form.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName } from '../store/audits.ts';
import { sql } from 'kysely';
import type { Db, Tx } from '../store/connection.ts';
import { json } from '../store/json.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { versionHash } from './content-hash.ts';

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
 * is not overwritten. Refuses: `fact.changed`, `cycle.closed`, `obligation.accepted`, `request.invalid` for a text that is too
 * long.
 */
export async function saveDraft(db: Db, { seen, ...save }: SaveDraft): Promise<number> {
  refuseOverlong(save.content);
  const saved = await replaceDraft(db, seen, save);
  if (saved !== undefined) return saved;
  return db.transaction().execute(async (tx) => {
    const { owed, draft } = await lockDraft(tx, save.obligation);
    refuseEnded(owed);
    throw new Refusal('fact.changed', { seen: String(seen), current: String(draft?.version ?? 0) });
  });
}

/**
 * Puts a draft in the place of the version that was seen, in one statement, since people type all day; undefined when
 * another one stands there, or none is taken any more. The obligation's row is held meanwhile, so that a submission or a
 * closing that is being stored is waited for.
 */
async function replaceDraft(
  db: Db,
  seen: number,
  { obligation, content, actor, at }: Omit<SaveDraft, 'seen'>,
): Promise<number | undefined> {
  const row = { ...heldBy(content, seen + 1), saved_at: at, saved_by: actorName(actor) };
  const open = db
    .selectFrom('obligation')
    .innerJoin('cycle', 'cycle.id', 'obligation.cycle_id')
    .where('obligation.id', '=', obligation)
    .where('obligation.state', '<>', 'accepted')
    .where('cycle.closed_at', 'is', null)
    .forUpdate('obligation');
  const saved =
    seen === 0
      ? await db
          .insertInto('draft')
          .columns(['obligation_id', 'version', 'content', 'sha256', 'hashed_version', 'saved_at', 'saved_by'])
          .expression(
            open.select([
              'obligation.id',
              sql<number>`${row.version}::int`.as('version'),
              sql<never>`${row.content}`.as('content'),
              sql<string>`${row.sha256}::text`.as('sha256'),
              sql<number>`${row.version}::int`.as('hashed_version'),
              sql<Temporal.Instant>`${at}::timestamptz`.as('saved_at'),
              sql<string>`${row.saved_by}::text`.as('saved_by'),
            ]),
          )
          .onConflict((conflict) => conflict.column('obligation_id').doNothing())
          .returning('version')
          .executeTakeFirst()
      : await db
          .with('open', () => open.select('obligation.id'))
          .updateTable('draft')
          .from('open')
          .set(row)
          .whereRef('draft.obligation_id', '=', 'open.id')
          .where('draft.version', '=', seen)
          .returning('draft.version')
          .executeTakeFirst();
  return saved?.version;
}

/** What a draft holds, with the hash that a version of these words alone has: sent like this, it need not come again. */
export const heldBy = (content: ReportContent, version: number) => ({
  content: json(content),
  version,
  sha256: versionHash(content, []),
  hashed_version: version,
});

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

/** Writes the draft's next version and answers it. Refuses: `cycle.closed`, `obligation.accepted`, `request.invalid`. */
export async function storeDraft(
  tx: Tx,
  owed: OwedReport,
  { obligation, content, current, actor, at }: Omit<SaveDraft, 'seen'> & { current: number },
): Promise<number> {
  refuseEnded(owed);
  refuseOverlong(content);
  const row = { ...heldBy(content, current + 1), saved_at: at, saved_by: actorName(actor) };
  await tx
    .insertInto('draft')
    .values({ obligation_id: obligation, ...row })
    .onConflict((conflict) => conflict.column('obligation_id').doUpdateSet(row))
    .execute();
  return current + 1;
}

function refuseOverlong(content: ReportContent): void {
  const problems = overlongTexts(content);
  if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
}

function refuseEnded({ closedAt, state }: OwedReport): void {
  if (closedAt) throw new Refusal('cycle.closed', { closedAt: closedAt.toString() });
  if (state === 'accepted') throw new Refusal('obligation.accepted');
}
