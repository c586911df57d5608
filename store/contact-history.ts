import type { Db } from './connection.ts';

/** Every contact that an agency has or had, the newest first: who gave it, and when it was withdrawn. */
export async function listContactHistory(db: Db, agency: string) {
  const rows = await db
    .selectFrom('contact')
    .select(['role', 'name', 'title', 'email', 'valid_from', 'withdrawn_at', 'given_by'])
    .where('agency_code', '=', agency)
    .orderBy('valid_from', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ valid_from, withdrawn_at, given_by, ...contact }) => ({
    ...contact,
    since: valid_from,
    until: withdrawn_at ?? undefined,
    givenBy: given_by ?? undefined,
  }));
}
