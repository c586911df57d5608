import type { Db } from './connection.ts';

/** Where letters to UBND tỉnh go by e-mail; undefined while nobody has given an address. */
export async function findSuperiorMailbox(db: Db): Promise<string | undefined> {
  return (await db.selectFrom('superior_mailbox').select('email').executeTakeFirst())?.email;
}

/** Sets the address. */
export async function putSuperiorMailbox(
  db: Db,
  { email, at, by }: { email: string; at: Temporal.Instant; by: string },
): Promise<void> {
  const values = { email, set_at: at, set_by: by };
  await db
    .insertInto('superior_mailbox')
    .values(values)
    .onConflict((conflict) => conflict.column('one').doUpdateSet(values))
    .execute();
}
