import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The letters that wait, in the order in which a post office takes them: a batch is found without sorting the wave. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create index notification_in_turn on notification (post_office, (kind not in ('receipt', 'submission-code')), planned_at, slot) where state = 'planned'`,
    )
    .execute(db);
}
