import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { claimVerdict } from '../domain/claim.ts';
import type { ClaimVerdict, WaveSlot } from '../domain/claim.ts';
import type { OfficeHours } from '../domain/send-window.ts';
import { getOfficeHours } from '../store/installation.ts';
import type { Db, Tx } from '../store/connection.ts';
import type { Tables } from '../store/schema.ts';

export type LedgerLine = Selectable<Tables['notification']>;

export interface ClaimLetters {
  /** How many lines are looked at. */
  limit: number;
  /** The Message-ID of a slot's first attempt; later attempts keep it. */
  messageIdOf: (slot: string) => string;
  at: Temporal.Instant;
}

/**
 * Claims letters whose moment has come, receipts first, looking at the facts again in the same transaction: those whose
 * agency has reported meanwhile are cancelled, those that a newer one replaces overtaken, those outside working hours put
 * off. Answers the claimed lines, and how many were looked at: 0 when nothing waits.
 */
export function claimLetters(
  db: Db,
  { limit, messageIdOf, at }: ClaimLetters,
): Promise<{ claimed: LedgerLine[]; looked: number }> {
  return db.transaction().execute(async (tx) => {
    const lines = await lockLines(tx, limit, at);
    if (lines.length === 0) return { claimed: [], looked: 0 };
    const owed = await lockOwed(tx, lines);
    const waves = await listWaves(tx, [...owed.keys()]);
    const hours = await getOfficeHours(tx);
    const verdicts = new Map(lines.map((line) => [line.slot, verdictOn(line, owed, waves, hours, at)]));
    for (const [slot, verdict] of verdicts) {
      if (verdict.outcome !== 'claimed') await settle(tx, slot, verdict, at);
    }
    const claimed = lines.filter(({ slot }) => verdicts.get(slot)?.outcome === 'claimed');
    return { claimed: await markClaimed(tx, claimed, owed, messageIdOf, at), looked: lines.length };
  });
}

/** Another delivery's lines are skipped, not waited for. */
const lockLines = (tx: Tx, limit: number, at: Temporal.Instant): Promise<LedgerLine[]> =>
  tx
    .selectFrom('notification')
    .selectAll()
    .where('state', '=', 'planned')
    .where('not_before', '<=', at)
    .orderBy(sql`kind <> 'receipt'`)
    .orderBy('planned_at')
    .orderBy('slot')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();

/** The obligations as they stand; a submission that is being stored is waited for. */
async function lockOwed(tx: Tx, lines: readonly LedgerLine[]) {
  const ids = [...new Set(lines.flatMap(({ obligation_id }) => obligation_id ?? []))];
  if (ids.length === 0) return new Map<string, { state: Tables['obligation']['state']; revision: number }>();
  const rows = await tx
    .selectFrom('obligation')
    .select(['id', 'state', 'revision'])
    .where('id', 'in', ids)
    .orderBy('id')
    .forShare()
    .execute();
  return new Map(rows.map(({ id, state, revision }) => [id, { state, revision }]));
}

async function listWaves(tx: Tx, obligations: readonly string[]): Promise<ReadonlyMap<string, WaveSlot[]>> {
  if (obligations.length === 0) return new Map();
  const rows = await tx
    .selectFrom('notification')
    .select(['obligation_id', 'kind', 'rung', 'planned_at', 'claimed_at'])
    .where('obligation_id', 'in', [...obligations])
    .where('kind', 'in', ['request', 'remind', 'urge'])
    .where('state', 'in', ['planned', 'claimed', 'sent'])
    .execute();
  const slots = rows.map((row) => ({
    obligation: row.obligation_id ?? '',
    kind: row.kind,
    rung: row.rung ?? '',
    plannedAt: row.planned_at,
    claimedAt: row.claimed_at ?? undefined,
  }));
  return Map.groupBy(slots, ({ obligation }) => obligation);
}

function verdictOn(
  line: LedgerLine,
  owed: ReadonlyMap<string, { state: Tables['obligation']['state']; revision: number }>,
  waves: ReadonlyMap<string, WaveSlot[]>,
  hours: OfficeHours,
  at: Temporal.Instant,
): ClaimVerdict {
  const report = owed.get(line.obligation_id ?? '');
  return claimVerdict({
    kind: line.kind,
    plannedAt: line.planned_at,
    owed: report?.state,
    moved: report !== undefined && report.revision !== line.revision,
    waves: waves.get(line.obligation_id ?? '') ?? [],
    now: at,
    hours,
  });
}

async function settle(tx: Tx, slot: string, verdict: ClaimVerdict, at: Temporal.Instant): Promise<void> {
  if (verdict.outcome === 'claimed') return;
  const values =
    verdict.outcome === 'put_off'
      ? { not_before: verdict.until }
      : {
          state: verdict.outcome,
          reason: verdict.outcome === 'cancelled' ? verdict.reason : verdict.by,
          settled_at: at,
        };
  await tx.updateTable('notification').set(values).where('slot', '=', slot).execute();
}

async function markClaimed(
  tx: Tx,
  lines: readonly LedgerLine[],
  owed: ReadonlyMap<string, { state: Tables['obligation']['state'] }>,
  messageIdOf: (slot: string) => string,
  at: Temporal.Instant,
): Promise<LedgerLine[]> {
  if (lines.length === 0) return [];
  const ids = JSON.stringify(Object.fromEntries(lines.map(({ slot }) => [slot, messageIdOf(slot)])));
  // What was seen at the claim stays with the line: why the letter was right to leave.
  const seen = lines.map(({ slot, obligation_id }) => [
    slot,
    { obligation: owed.get(obligation_id ?? '')?.state ?? '' },
  ]);
  const facts = JSON.stringify(Object.fromEntries(seen));
  const rows = await tx
    .updateTable('notification')
    .set((eb) => ({
      state: 'claimed',
      claimed_at: at,
      attempts: eb('attempts', '+', 1),
      message_id: sql<string>`coalesce(message_id, ${ids}::jsonb ->> slot)`,
      facts: sql<never>`${facts}::jsonb -> slot`,
    }))
    .where(
      'slot',
      'in',
      lines.map(({ slot }) => slot),
    )
    .returningAll()
    .execute();
  const bySlot = new Map(rows.map((row) => [row.slot, row]));
  return lines.flatMap(({ slot }) => bySlot.get(slot) ?? []);
}
