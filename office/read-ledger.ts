import { sql } from 'kysely';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { LetterKind } from '../domain/letter.ts';
import { Refusal } from '../domain/refusal.ts';
import { endOf, instantOf } from '../domain/zone.ts';
import { listBouncesOf } from '../store/bounces.ts';
import type { Db } from '../store/connection.ts';
import { json } from '../store/json.ts';
import type { NotificationState, Tables } from '../store/schema.ts';

export interface LedgerFilter {
  cycle?: string | undefined;
  state?: NotificationState | undefined;
  kind?: LetterKind | undefined;
  agency?: string | undefined;
  /** Lines that were planned, claimed or ended on that day. */
  day?: Temporal.PlainDate | undefined;
  /** Lines to an address. */
  recipient?: string | undefined;
}

/** Reads a page of the ledger, the newest first, with the number of lines that fit the filter and the tally of states. */
export async function readLedger(db: Db, filter: LedgerFilter, { limit, offset }: { limit: number; offset: number }) {
  const fitting = () => {
    let query = db.selectFrom('notification');
    if (filter.cycle) query = query.where('notification.cycle_id', '=', filter.cycle);
    if (filter.kind) query = query.where('notification.kind', '=', filter.kind);
    if (filter.agency) query = query.where('notification.agency_code', '=', filter.agency);
    if (filter.day) query = query.where(isOfDay(instantOf(filter.day, '00:00'), endOf(filter.day)));
    if (filter.recipient) query = query.where(isTo(filter.recipient));
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

const moments = ['planned_at', 'claimed_at', 'settled_at'] as const;

/** Whether a line has a moment in an interval: it was planned, claimed or ended then. */
export const isOfDay =
  (from: Temporal.Instant, until: Temporal.Instant) =>
  (eb: ExpressionBuilder<Tables, 'notification'>): Expression<SqlBool> =>
    eb.or(
      moments.map((moment) =>
        eb.and([eb(`notification.${moment}`, '>=', from), eb(`notification.${moment}`, '<', until)]),
      ),
    );

const isTo = (email: string) => sql<boolean>`notification.recipients @> ${json([{ email }])}`;

/** A line of the ledger with its agency's name. Refuses: `notification.not_found`. */
export async function readLine(db: Db, slot: string) {
  const line = await db
    .selectFrom('notification')
    .leftJoin('agency', 'agency.code', 'notification.agency_code')
    .selectAll('notification')
    .select('agency.name as agency_name')
    .where('slot', '=', slot)
    .executeTakeFirst();
  if (!line) throw new Refusal('notification.not_found', { slot });
  return line;
}
