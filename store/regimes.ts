import { Refusal } from '../domain/refusal.ts';
import type { Regime } from '../domain/regime.ts';
import type { RegimeFacts } from '../domain/plan-regime.ts';
import { termIn } from '../domain/term.ts';
import { getCalendar } from './calendars.ts';
import type { Db } from './connection.ts';

/** A regime in force: its policy and since when. */
export interface ActiveRegime {
  id: string;
  policy: Regime;
  activatedAt: Temporal.Instant;
}

/** The regime, unless it was withdrawn. Refuses: `cycle.not_found`. */
export async function getRegime(db: Db, id: string): Promise<ActiveRegime> {
  const row = await db.selectFrom('regime').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('cycle.not_found', { cycle: id });
  return { id: row.id, policy: row.policy, activatedAt: row.activated_at };
}

/** The regimes in force. */
export async function listRegimes(db: Db): Promise<ActiveRegime[]> {
  const rows = await db.selectFrom('regime').selectAll().where('withdrawn_at', 'is', null).orderBy('id').execute();
  return rows.map((row) => ({ id: row.id, policy: row.policy, activatedAt: row.activated_at }));
}

/** The facts of a regime's timeline. */
export async function readRegimeFacts(db: Db, id: string): Promise<RegimeFacts> {
  const { policy, activatedAt } = await getRegime(db, id);
  const opened = await db.selectFrom('cycle').select(['year', 'part']).where('regime_id', '=', id).execute();
  return { regime: policy, activatedAt, opened: opened.map(termIn), calendar: await getCalendar(db) };
}
