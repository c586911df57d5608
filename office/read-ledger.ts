import type { LetterKind } from '../domain/letter.ts';
import { listBouncesOf } from '../store/bounces.ts';
import type { Db } from '../store/connection.ts';
import type { NotificationState } from '../store/schema.ts';

export interface LedgerFilter {
  cycle?: string | undefined;
  state?: NotificationState | undefined;
  kind?: LetterKind | undefined;
  agency?: string | undefined;
}

/** Reads a page of the ledger, the newest first, with the number of lines that fit the filter and the tally of states. */
export async function readLedger(db: Db, filter: LedgerFilter, { limit, offset }: { limit: number; offset: number }) {
  const fitting = () => {
    let query = db.selectFrom('notification');
    if (filter.cycle) query = query.where('notification.cycle_id', '=', filter.cycle);
    if (filter.kind) query = query.where('notification.kind', '=', filter.kind);
    if (filter.agency) query = query.where('notification.agency_code', '=', filter.agency);
    return query;
  };
  const counts = await fitting()
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')] as const)
    .groupBy('state')
    .execute();
  const tally = new Map(counts.map(({ state, count }) => [state, count]));
  let page = fitting().leftJoin('agency', 'agency.code', 'notification.agency_code');
  if (filter.state) page = page.where('notification.state', '=', filter.state);
  const lines = await page
    .selectAll('notification')
    .select('agency.name as agency_name')
    .orderBy('notification.planned_at', 'desc')
    .orderBy('notification.slot')
    .limit(limit)
    .offset(offset)
    .execute();
  const total = filter.state
    ? (tally.get(filter.state) ?? 0)
    : [...tally.values()].reduce((sum, each) => sum + each, 0);
  const bounces = await listBouncesOf(
    db,
    lines.map(({ slot }) => slot),
  );
  return { lines, total, tally, bounces };
}

export type LedgerView = Awaited<ReturnType<typeof readLedger>>;
