import type { Db } from '../store/connection.ts';
import { getCycle } from '../store/cycles.ts';

/** An open cycle as people choose it: its address, what it is called and when it is due. */
export interface OpenCycle {
  id: string;
  path: string;
  name: string;
  words: string;
  due: Temporal.PlainDate;
}

export interface Desk {
  cyclePath: string | undefined;
  waitingObstacles: number;
  /** The cycles that are open, the one that is due next first. */
  openCycles: readonly OpenCycle[];
}

/** What the staff's menu shows: the cycle at hand, the open ones, and how many obstacles wait for an answer. */
export async function readDesk(db: Db, atHand?: string): Promise<Desk> {
  const { waiting } = await db
    .selectFrom('obstacle')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('state', '=', 'raised')
    .executeTakeFirstOrThrow();
  const current = atHand ?? (await findCurrentCycle(db));
  return {
    cyclePath: current && `/cycles/${current}`,
    waitingObstacles: waiting,
    openCycles: await listOpenCycles(db),
  };
}

/** The open cycles, the one that is due next first. */
export async function listOpenCycles(db: Db): Promise<OpenCycle[]> {
  const rows = await db
    .selectFrom('cycle')
    .select('id')
    .where('closed_at', 'is', null)
    .orderBy('due')
    .orderBy('id')
    .execute();
  return Promise.all(
    rows.map(async (row) => {
      const { id, name, words, due } = await getCycle(db, row.id);
      return { id, path: `/cycles/${id}`, name, words, due };
    }),
  );
}

/** The cycle that people mean: the newest open one, or the newest when all are closed. */
export async function findCurrentCycle(db: Db): Promise<string | undefined> {
  const rows = await db.selectFrom('cycle').select(['id', 'closed_at']).orderBy('due', 'desc').orderBy('id').execute();
  return (rows.find((row) => !row.closed_at) ?? rows[0])?.id;
}
