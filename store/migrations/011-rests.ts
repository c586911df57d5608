import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** When an obligation's date was last moved, so that a wave taken before is taken again for a date that comes back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table obligation add column moved_at timestamptz`.execute(db);
}
