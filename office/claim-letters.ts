import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { envelopeName, envelopesOf } from '../domain/envelope.ts';
import type { Addressee } from '../domain/letter.ts';
import { claimVerdict } from '../domain/claim.ts';
import type { ClaimVerdict, DoneMeanwhile, WaveSlot } from '../domain/claim.ts';
import type { OfficeHours } from '../domain/send-window.ts';
import { anyOf, anyOfIds } from '../store/any-of.ts';
import { getOfficeHours } from '../store/installation.ts';
import type { Db, Tx } from '../store/connection.ts';
import type { Tables } from '../store/schema.ts';
import { listDone } from './list-done.ts';

export type LedgerLine = Selectable<Tables['notification']>;

/** Letters that leave as one e-mail, the most urgent first. */
export interface Envelope {
  messageId: string;
  recipients: readonly Addressee[];
  lines: readonly LedgerLine[];
}

export interface ClaimLetters {
  /** Whose letters: each post office delivers for its own recipients. */
  postOffice: number;
  /** About how many lines are looked at: those of one recipient stay together. */
  limit: number;
  /** The Message-ID of an envelope's first attempt, from the names of its slots; later attempts keep it. */
  messageIdOf: (slots: string) => string;
  at: Temporal.Instant;
}

/**
 * Claims letters whose moment has come, receipts first, looking at the facts again in the same transaction: those whose
 * agency has reported meanwhile are cancelled, those that a newer one replaces overtaken, those outside working hours put
 * off. Answers the envelopes to send, and how many lines were looked at: 0 when nothing waits.
 */
export function claimLetters(
  db: Db,
  { postOffice, limit, messageIdOf, at }: ClaimLetters,
): Promise<{ envelopes: Envelope[]; looked: number }> {
  return db.transaction().execute(async (tx) => {
    const lines = await lockLines(tx, { postOffice, limit }, at);
    if (lines.length === 0) return { envelopes: [], looked: 0 };
    const owed = await lockOwed(tx, lines);
    const waves = await listWaves(tx, [...owed.keys()]);
    const hours = await getOfficeHours(tx);
    const done = await listDone(tx, lines);
    const verdicts = new Map(lines.map((line) => [line.slot, verdictOn(line, owed, waves, hours, at, done)]));
    await holdBack(tx, verdicts, at);
    const ready = lines
      .filter(({ slot }) => verdicts.get(slot)?.outcome === 'claimed')
      .map((line) => ({ ...line, messageId: line.message_id }));
    const claimed = await markClaimed(tx, envelopesOf(ready), owed, messageIdOf, at);
    return { envelopes: claimed.map(envelopeOf), looked: lines.length };
  });
}

function envelopeOf(lines: readonly LedgerLine[]): Envelope {
  const everybody = lines.flatMap(({ recipients }) => recipients);
  const recipients = everybody.filter(
    (each, place) => everybody.findIndex(({ email }) => email === each.email) === place,
  );
  return { messageId: lines[0]?.message_id ?? '', recipients, lines };
}

/** The lines whose moment has come, with what else waits for the same recipients, and what may have left with them before. */
async function lockLines(
  tx: Tx,
  claim: { postOffice: number; limit: number },
  at: Temporal.Instant,
): Promise<LedgerLine[]> {
  const due = await lockDue(tx, claim, at);
  const messageIds = [...new Set(due.flatMap(({ message_id }) => message_id ?? []))];
  if (messageIds.length === 0) return due;
  // Also when theirs is a later moment: one Message-ID must not bring one letter today and another one tomorrow.
  const mates = await tx
    .selectFrom('notification')
    .selectAll()
    .where(anyOf('message_id', messageIds))
    .where('state', '=', 'planned')
    .where((eb) =>
      eb.not(
        anyOf(
          'slot',
          due.map(({ slot }) => slot),
        ),
      ),
    )
    .orderBy('slot')
    .forUpdate()
    .skipLocked()
    .execute();
  return [...due, ...mates];
}

async function lockDue(
  tx: Tx,
  { postOffice, limit }: { postOffice: number; limit: number },
  at: Temporal.Instant,
): Promise<LedgerLine[]> {
  // Another delivery's lines are skipped, not waited for.
  const waiting = () =>
    tx
      .selectFrom('notification')
      .selectAll()
      .where('post_office', '=', postOffice)
      .where('state', '=', 'planned')
      .where('not_before', '<=', at)
      .orderBy(sql`kind not in ('receipt', 'submission-code')`)
      .orderBy('planned_at')
      .orderBy('slot')
      .forUpdate()
      .skipLocked();
  const first = await waiting().limit(limit).execute();
  if (first.length < limit) return first;
  const slots = first.map(({ slot }) => slot);
  const recipients = [...new Set(first.map(({ recipient }) => recipient))];
  const others = await waiting()
    .where(anyOf('recipient', recipients))
    .where((eb) => eb.not(anyOf('slot', slots)))
    .execute();
  return [...first, ...others];
}

/** The obligations as they stand; a submission that is being stored is waited for. */
export async function lockOwed(tx: Tx, lines: readonly LedgerLine[]): Promise<ReadonlyMap<string, Owed>> {
  const ids = [...new Set(lines.flatMap(({ obligation_id }) => obligation_id ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('obligation')
    .innerJoin('cycle', 'cycle.id', 'cycle_id')
    .select(['obligation.id', 'state', 'revision', 'closed_at'])
    .where(anyOfIds('obligation.id', ids))
    .orderBy('obligation.id')
    .forShare('obligation')
    .execute();
  return new Map(
    rows.map(({ id, state, revision, closed_at }) => [id, { state, revision, closed: closed_at !== null }]),
  );
}

async function listWaves(tx: Tx, obligations: readonly string[]): Promise<ReadonlyMap<string, WaveSlot[]>> {
  if (obligations.length === 0) return new Map();
  const rows = await tx
    .selectFrom('notification')
    .select(['obligation_id', 'slot', 'kind', 'rung', 'planned_at', 'claimed_at'])
    .where(anyOfIds('obligation_id', obligations))
    .where('kind', 'in', ['request', 'remind', 'urge'])
    .where('state', 'in', ['planned', 'claimed', 'sent'])
    .execute();
  const slots = rows.map((row) => ({
    obligation: row.obligation_id ?? '',
    slot: row.slot,
    kind: row.kind,
    rung: row.rung ?? '',
    plannedAt: row.planned_at,
    claimedAt: row.claimed_at ?? undefined,
  }));
  return Map.groupBy(slots, ({ obligation }) => obligation);
}

/** What a claim looks at of an obligation: its state, its date's revision, and whether its cycle is closed. */
export interface Owed extends Pick<Selectable<Tables['obligation']>, 'state' | 'revision'> {
  closed: boolean;
}

/** What becomes of a line, by the facts of now. */
export function verdictOn(
  line: LedgerLine,
  owed: ReadonlyMap<string, Owed>,
  waves: ReadonlyMap<string, WaveSlot[]>,
  hours: OfficeHours,
  at: Temporal.Instant,
  done: ReadonlyMap<string, DoneMeanwhile> = new Map(),
): ClaimVerdict {
  const report = owed.get(line.obligation_id ?? '');
  return claimVerdict({
    slot: line.slot,
    kind: line.kind,
    plannedAt: line.planned_at,
    owed: report?.state,
    moved: report !== undefined && report.revision !== line.revision,
    closed: report?.closed ?? false,
    waves: waves.get(line.obligation_id ?? '') ?? [],
    now: at,
    hours,
    done: done.get(line.slot),
  });
}

/** Notes why letters do not leave now: each its own reason, or the moment at which it is looked at again. */
export async function holdBack(
  tx: Tx,
  verdicts: ReadonlyMap<string, ClaimVerdict>,
  at: Temporal.Instant,
): Promise<void> {
  for (const [slot, verdict] of verdicts) {
    if (verdict.outcome === 'claimed') continue;
    const values =
      verdict.outcome === 'put_off'
        ? { state: 'planned' as const, not_before: verdict.until }
        : {
            state: verdict.outcome,
            reason: verdict.outcome === 'cancelled' ? verdict.reason : verdict.by,
            settled_at: at,
          };
    await tx.updateTable('notification').set(values).where('slot', '=', slot).execute();
  }
}

/** What was seen at the claim stays with each line: why the letter was right to leave. */
async function markClaimed(
  tx: Tx,
  envelopes: readonly (readonly LedgerLine[])[],
  owed: ReadonlyMap<string, { state: Tables['obligation']['state'] }>,
  messageIdOf: (slots: string) => string,
  at: Temporal.Instant,
): Promise<LedgerLine[][]> {
  if (envelopes.length === 0) return [];
  const claims = envelopes.flatMap((lines) => {
    const message = lines[0]?.message_id ?? messageIdOf(envelopeName(lines.map(({ slot }) => slot)));
    return lines.map(({ slot, obligation_id }) => ({
      slot,
      message,
      facts: { obligation: owed.get(obligation_id ?? '')?.state ?? '' },
    }));
  });
  await tx
    .updateTable('notification')
    .from(
      sql<{
        slot: string;
        message: string;
        facts: never;
      }>`jsonb_to_recordset(${JSON.stringify(claims)}::jsonb)`.as<'claim'>(
        sql`claim(slot text, message text, facts jsonb)`,
      ),
    )
    .set((eb) => ({
      state: 'claimed',
      claimed_at: at,
      attempts: eb('attempts', '+', 1),
      message_id: eb.ref('claim.message'),
      facts: eb.ref('claim.facts'),
    }))
    .whereRef('notification.slot', '=', 'claim.slot')
    // Named once more as a list, so that each is found by its key: of the claims' number the planner knows nothing.
    .where(
      anyOf(
        'notification.slot',
        claims.map(({ slot }) => slot),
      ),
    )
    .execute();
  const bySlot = new Map(claims.map((claim) => [claim.slot, claim]));
  return envelopes.map((lines) => lines.map((line) => claimedLine(line, bySlot.get(line.slot), at)));
}

/** A line, whose row is locked, as it stands once it is claimed. */
const claimedLine = (
  line: LedgerLine,
  claim: { message: string; facts: Record<string, string> } | undefined,
  at: Temporal.Instant,
): LedgerLine => ({
  ...line,
  state: 'claimed',
  claimed_at: at,
  attempts: line.attempts + 1,
  message_id: claim?.message ?? line.message_id,
  facts: claim?.facts ?? line.facts,
});
