import { sql } from 'kysely';
import type { CycleId } from '../domain/matter.ts';
import { isBefore } from '../domain/zone.ts';
import type { Db } from '../store/connection.ts';
import type { LinkTarget } from './link.ts';

/** How long a use is good for: within a minute of it nothing is written. */
const rest = Temporal.Duration.from({ minutes: 1 });

/** When this process last noted a use of a room, so that the next one within the minute need not ask whether it was. */
const lately = new Map<string, Temporal.Instant>();
/** More than a province has; then all is forgotten, and asked once more. */
const most = 50_000;

/**
 * Opens a room by an agency's common link, and notes that it was used, at most once a minute: a look at the room stays a
 * read. One statement, since every request of an agency begins with it. Who holds the link is not proven by its use: mail
 * systems that look at links count too. Out: whose room it is, and whether the link still holds; undefined when there is
 * no such obligation.
 */
export async function openByCommonLink(
  db: Db,
  { obligation, linkVersion }: LinkTarget,
  at: Temporal.Instant,
): Promise<OpenedRoom | undefined> {
  const opened = sql<OpenedRoom>`select id, cycle_id as cycle, agency_code as agency, link_version = ${linkVersion} as holds
    from obligation where id = ${obligation}`;
  const earliest = at.subtract(rest);
  const last = lately.get(obligation);
  if (last && isBefore(earliest, last) && !isBefore(at, last)) return (await opened.execute(db)).rows[0];
  const { rows } = await sql<OpenedRoom>`with opened as (${opened}), noted as (
      insert into room_use (obligation_id, last_used_at, uses) select id, ${at}::timestamptz, 1 from opened where holds
      on conflict (obligation_id) do update set last_used_at = excluded.last_used_at, uses = room_use.uses + 1
      where room_use.last_used_at <= ${earliest}::timestamptz
    )
    select cycle, agency, holds from opened`.execute(db);
  if (lately.size >= most) lately.clear();
  if (rows[0]?.holds) lately.set(obligation, at);
  return rows[0];
}

export interface OpenedRoom {
  cycle: CycleId;
  agency: string;
  holds: boolean;
}

/** Notes that a person's own link was used, as `openByCommonLink` does. */
export async function notePersonLink(
  db: Db,
  link: string,
  lastUsedAt: Temporal.Instant | undefined,
  at: Temporal.Instant,
): Promise<void> {
  const earliest = at.subtract(rest);
  if (lastUsedAt && Temporal.Instant.compare(lastUsedAt, earliest) > 0) return;
  await db
    .updateTable('room_link')
    .set((eb) => ({ last_used_at: at, uses: eb('uses', '+', 1) }))
    .where('id', '=', link)
    .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<=', earliest)]))
    .execute();
}
