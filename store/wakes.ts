import { sql } from 'kysely';
import { matterName } from '../domain/matter.ts';
import type { Matter, MatterKind } from '../domain/matter.ts';
import type { Db } from './connection.ts';

/** Asks, in the transaction of the facts, that a matter plan again. Asking twice before the delivery is asking once. */
export async function wake(db: Db, matter: Matter, at: Temporal.Instant): Promise<void> {
  await db
    .insertInto('wake')
    .values({ matter: matterName(matter), kind: matter.kind, subject: matter.subject, asked: 1, asked_at: at })
    .onConflict((conflict) =>
      conflict.column('matter').doUpdateSet({ asked: sql<number>`wake.asked + 1`, asked_at: at }),
    )
    .execute();
}

export interface WaitingWake {
  matter: string;
  kind: MatterKind;
  subject: string;
  asked: number;
}

/** The wakes that the engine has not acknowledged, the oldest first. */
export function listWaitingWakes(db: Db): Promise<WaitingWake[]> {
  return db
    .selectFrom('wake')
    .select(['matter', 'kind', 'subject', 'asked'])
    .whereRef('delivered', '<', 'asked')
    .orderBy('asked_at')
    .limit(200)
    .execute();
}

/** Notes that the engine has taken a wake; one asked meanwhile stays waiting. */
export async function settleWake(db: Db, { matter, asked }: WaitingWake): Promise<void> {
  await db
    .updateTable('wake')
    .set({ delivered: sql<number>`greatest(delivered, ${asked}::int)` })
    .where('matter', '=', matter)
    .execute();
}
