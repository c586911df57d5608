import type { Db } from './connection.ts';
import type { NotificationState } from './schema.ts';

export interface LedgerQuery {
  cycle?: string | undefined;
  agency?: string | undefined;
  state?: NotificationState | undefined;
  limit: number;
  offset: number;
}

/** Reads a page of the ledger, the newest first, and how many lines there are. */
export async function readLedger(db: Db, { cycle, agency, state, limit, offset }: LedgerQuery) {
  let fitting = db.selectFrom('notification');
  if (cycle) fitting = fitting.where('cycle_id', '=', cycle);
  if (agency) fitting = fitting.where('agency_code', '=', agency);
  if (state) fitting = fitting.where('state', '=', state);
  const { total } = await fitting.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const lines = await fitting
    .selectAll()
    .orderBy('planned_at', 'desc')
    .orderBy('slot')
    .limit(limit)
    .offset(offset)
    .execute();
  return { total, lines };
}
