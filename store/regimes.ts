import type { Selectable } from 'kysely';
import { Refusal } from '../domain/refusal.ts';
import type { Regime } from '../domain/regime.ts';
import type { RegimeFacts } from '../domain/plan-regime.ts';
import { termIn } from '../domain/term.ts';
import { getCalendar } from './calendars.ts';
import type { Db, Tx } from './connection.ts';
import { json } from './json.ts';
import type { Tables } from './schema.ts';

/** Where a regime is in its life: only drafted, in force, or withdrawn. */
export type RegimeState = 'drafted' | 'active' | 'withdrawn';

/** A regime as it stands: its newest policy, and what was done with it. */
export interface KnownRegime {
  id: string;
  state: RegimeState;
  policy: Regime;
  version: number;
  source: string;
  activatedAt: Temporal.Instant | undefined;
  withdrawnAt: Temporal.Instant | undefined;
  withdrawnReason: string | undefined;
}

/** A regime in force: its policy and since when. */
export interface ActiveRegime extends KnownRegime {
  activatedAt: Temporal.Instant;
}

/** A version of a regime's policy: who made it, when and why. */
export interface RegimeVersion {
  version: number;
  policy: Regime;
  madeAt: Temporal.Instant;
  madeBy: string;
  reason: string;
}

/** The regime. Refuses: `regime.not_found`. */
export async function getRegime(db: Db, id: string): Promise<KnownRegime> {
  const found = await findRegime(db, id);
  if (!found) throw new Refusal('regime.not_found', { regime: id });
  return found;
}

export async function findRegime(db: Db, id: string): Promise<KnownRegime | undefined> {
  const row = await db.selectFrom('regime').selectAll().where('id', '=', id).executeTakeFirst();
  return row && regimeOf(row);
}

/** The regime, its row locked until the transaction ends: a change and an opening come one after the other. */
export async function lockRegime(tx: Tx, id: string): Promise<KnownRegime> {
  await tx.selectFrom('regime').select('id').where('id', '=', id).forUpdate().execute();
  return getRegime(tx, id);
}

/** Every regime: those in force first, then the drafted, then the withdrawn. */
export async function listAllRegimes(db: Db): Promise<KnownRegime[]> {
  const rows = await db.selectFrom('regime').selectAll().orderBy('id').execute();
  const order: readonly RegimeState[] = ['active', 'drafted', 'withdrawn'];
  return rows.map(regimeOf).toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}

/** The regimes in force. */
export async function listRegimes(db: Db): Promise<ActiveRegime[]> {
  return (await listAllRegimes(db)).flatMap((regime) =>
    regime.state === 'active' && regime.activatedAt ? [{ ...regime, activatedAt: regime.activatedAt }] : [],
  );
}

/** The facts of a regime's timeline; a drafted one is reckoned as if it were put in force at `asOf`. */
export async function readRegimeFacts(db: Db, id: string, asOf?: Temporal.Instant): Promise<RegimeFacts> {
  const { policy, state, activatedAt } = await getRegime(db, id);
  const opened = await db.selectFrom('cycle').select(['year', 'part']).where('regime_id', '=', id).execute();
  return {
    regime: policy,
    activatedAt: activatedAt ?? asOf ?? Temporal.Instant.fromEpochMilliseconds(0),
    inForce: state === 'active',
    opened: opened.map(termIn),
    calendar: await getCalendar(db),
  };
}

/** The versions of a regime's policy, the newest first. */
export async function listRegimeVersions(db: Db, id: string): Promise<RegimeVersion[]> {
  const rows = await db
    .selectFrom('regime_version')
    .selectAll()
    .where('regime_id', '=', id)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ version, policy, made_at, made_by, reason }) => ({
    version,
    policy,
    madeAt: made_at,
    madeBy: made_by,
    reason,
  }));
}

/** Keeps a version of a regime's policy in its history. */
export async function insertRegimeVersion(
  tx: Tx,
  line: { id: string; version: number; policy: Regime; reason: string; madeBy: string; at: Temporal.Instant },
): Promise<void> {
  const { id, version, policy, reason, madeBy, at } = line;
  await tx
    .insertInto('regime_version')
    .values({ regime_id: id, version, policy: json(policy), made_at: at, made_by: madeBy, reason })
    .execute();
}

function regimeOf(row: Selectable<Tables['regime']>): KnownRegime {
  return {
    id: row.id,
    state: row.withdrawn_at ? 'withdrawn' : row.activated_at ? 'active' : 'drafted',
    policy: row.policy,
    version: row.version,
    source: row.source,
    activatedAt: row.activated_at ?? undefined,
    withdrawnAt: row.withdrawn_at ?? undefined,
    withdrawnReason: row.withdrawn_reason ?? undefined,
  };
}
