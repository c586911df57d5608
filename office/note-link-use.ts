import type { Db } from '../store/connection.ts';

/** Which link was used: a person's own, or the common one of an obligation. */
export type UsedLink = { person: string } | { obligation: string };

/** How long a use is good for: within a minute of it nothing is written. */
const rest = Temporal.Duration.from({ minutes: 1 });

/**
 * Notes that a link was used, at most once a minute for each: a look at the room stays a read. Who holds the link is
 * thereby not proven: mail systems that look at links count too.
 */
export async function noteLinkUse(
  db: Db,
  used: UsedLink,
  lastUsedAt: Temporal.Instant | undefined,
  at: Temporal.Instant,
): Promise<void> {
  const earliest = at.subtract(rest);
  if (lastUsedAt && Temporal.Instant.compare(lastUsedAt, earliest) > 0) return;
  if ('person' in used) {
    await db
      .updateTable('room_link')
      .set((eb) => ({ last_used_at: at, uses: eb('uses', '+', 1) }))
      .where('id', '=', used.person)
      .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<=', earliest)]))
      .execute();
    return;
  }
  await db
    .insertInto('room_use')
    .values({ obligation_id: used.obligation, last_used_at: at, uses: 1 })
    .onConflict((conflict) =>
      conflict
        .column('obligation_id')
        .doUpdateSet((eb) => ({ last_used_at: at, uses: eb('room_use.uses', '+', 1) }))
        .where('room_use.last_used_at', '<=', earliest),
    )
    .execute();
}
