import type { Db } from './connection.ts';

/** How the mailbox of returned mail was read the last time; undefined when it never was. */
export interface BounceReading {
  triedAt: Temporal.Instant;
  readAt: Temporal.Instant | undefined;
  /** Why it could not be read the last time; empty when it could. */
  trouble: string;
  /** Unread mails that are left in it for people. */
  left: number;
}

export async function findBounceReading(db: Db): Promise<BounceReading | undefined> {
  const row = await db.selectFrom('bounce_mailbox').selectAll().executeTakeFirst();
  if (!row) return undefined;
  return { triedAt: row.tried_at, readAt: row.read_at ?? undefined, trouble: row.trouble, left: row.left_for_people };
}

/** Notes a reading that went well. */
export async function noteBounceReading(db: Db, left: number, at: Temporal.Instant): Promise<void> {
  const row = { tried_at: at, read_at: at, trouble: '', left_for_people: left };
  await db
    .insertInto('bounce_mailbox')
    .values(row)
    .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
    .execute();
}

/** Notes a reading that failed; what was known of the mailbox stays. */
export async function noteBounceTrouble(db: Db, trouble: string, at: Temporal.Instant): Promise<void> {
  const row = { tried_at: at, trouble };
  await db
    .insertInto('bounce_mailbox')
    .values({ ...row, read_at: null, left_for_people: 0 })
    .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
    .execute();
}
