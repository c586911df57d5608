import { matterName, obstacleMatter } from '../domain/matter.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Db, Tx } from './connection.ts';
import { listSteps } from './cycles.ts';

/** An obstacle with its agency's name. Refuses: `obstacle.not_found`. */
export async function getObstacle(db: Db, id: string) {
  const row = await obstacles(db).where('obstacle.id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('obstacle.not_found');
  return row;
}

/** The obstacle, its row locked until the transaction ends. Refuses: `obstacle.not_found`. */
export async function lockObstacle(tx: Tx, id: string) {
  await tx.selectFrom('obstacle').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  return getObstacle(tx, id);
}

/** Obstacles, those that wait longest first, then the others by age. */
export function listObstacles(db: Db, filter: { cycle?: string | undefined; state?: string | undefined } = {}) {
  let query = obstacles(db).orderBy('waiting_since');
  if (filter.cycle) query = query.where('cycle_id', '=', filter.cycle);
  if (filter.state) query = query.where('state', '=', filter.state as 'raised');
  return query.execute();
}

/** What was written on an obstacle, in order. */
export function listObstacleEntries(db: Db, obstacle: string) {
  return db.selectFrom('obstacle_entry').selectAll().where('obstacle_id', '=', obstacle).orderBy('number').execute();
}

/** The facts of an obstacle's timeline. */
export async function readObstacleFacts(db: Db, id: string) {
  const { state, waiting_since, raised_at: raisedAt } = await getObstacle(db, id);
  const steps = await listSteps(db, matterName(obstacleMatter(id)));
  const taken = new Set(steps.map((step) => step.key));
  return { state, waitingSince: waiting_since, taken, raisedAt, compiledTo: await findCompiledTo(db) };
}

/** The last day of the span up to which obstacles were compiled; undefined when they never were. */
export async function findCompiledTo(db: Db): Promise<Temporal.PlainDate | undefined> {
  const last = await db
    .selectFrom('obstacle_compilation')
    .select('to_on')
    .orderBy('to_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.to_on;
}

const obstacles = (db: Db) =>
  db
    .selectFrom('obstacle')
    .innerJoin('agency', 'agency.code', 'obstacle.agency_code')
    .select([
      'obstacle.id',
      'obstacle.cycle_id',
      'obstacle.agency_code',
      'agency.name as agency_name',
      'obstacle.title',
      'obstacle.task_code',
      'obstacle.state',
      'obstacle.raised_at',
      'obstacle.waiting_since',
    ]);
