import type { Db } from '../store/connection.ts';

/** What the staff's menu shows: the current cycle's board, and how many obstacles wait for an answer. */
export async function readDesk(db: Db): Promise<{ cyclePath: string | undefined; waitingObstacles: number }> {
  const { waiting } = await db
    .selectFrom('obstacle')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('state', '=', 'raised')
    .executeTakeFirstOrThrow();
  const current = await findCurrentCycle(db);
  return { cyclePath: current && `/cycles/${current}`, waitingObstacles: waiting };
}

/** The cycle that people mean: the newest open one, or the newest when all are closed. */
export async function findCurrentCycle(db: Db): Promise<string | undefined> {
  const rows = await db.selectFrom('cycle').select(['id', 'closed_at']).orderBy('due', 'desc').orderBy('id').execute();
  return (rows.find((row) => !row.closed_at) ?? rows[0])?.id;
}
