import type { CompiledObstacles, ObstacleFact } from '../domain/compile-obstacles.ts';
import type { ObstacleState } from '../domain/obstacle.ts';
import { revive } from '../domain/plain.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Db } from './connection.ts';
import { listObstacles } from './obstacles.ts';

/** A compilation of obstacles as it was made. */
export interface KeptObstacles {
  id: string;
  madeAt: Temporal.Instant;
  madeBy: string;
  content: CompiledObstacles;
}

/** The compilations of obstacles, the newest first. */
export async function listObstacleCompilations(db: Db): Promise<KeptObstacles[]> {
  const rows = await db.selectFrom('obstacle_compilation').selectAll().orderBy('number', 'desc').execute();
  return rows.map(({ id, made_at: madeAt, made_by: madeBy, content }) => ({
    ...{ id, madeAt, madeBy, content: revive<CompiledObstacles>(content) },
  }));
}

/** A compilation by its id. Refuses: `obstacle_compilation.not_found`. */
export async function getObstacleCompilation(db: Db, id: string): Promise<KeptObstacles> {
  const found = (await listObstacleCompilations(db)).find((each) => each.id === id);
  if (!found) throw new Refusal('obstacle_compilation.not_found');
  return found;
}

/** In which state each obstacle stood in a compilation. */
export async function listCompiledStates(db: Db, compilation: string): Promise<ReadonlyMap<string, ObstacleState>> {
  const rows = await db
    .selectFrom('obstacle_compiled')
    .select(['obstacle_id', 'state'])
    .where('compilation_id', '=', compilation)
    .execute();
  return new Map(rows.map(({ obstacle_id, state }) => [obstacle_id, state]));
}

/** Every obstacle with its thread and the documents that decided it, as the rule of compiling looks at them. */
export async function listObstacleFacts(db: Db): Promise<ObstacleFact[]> {
  const entries = await db
    .selectFrom('obstacle_entry')
    .leftJoin('obstacle_decision', 'obstacle_decision.entry_id', 'obstacle_entry.id')
    .select(['obstacle_entry.obstacle_id', 'kind', 'words', 'made_at', 'document_number'])
    .orderBy('number')
    .execute();
  const threads = Map.groupBy(entries, ({ obstacle_id }) => obstacle_id);
  return (await listObstacles(db)).map((obstacle) => ({
    id: obstacle.id,
    agency: obstacle.agency_name,
    title: obstacle.title,
    task: obstacle.task_code ?? undefined,
    raisedAt: obstacle.raised_at,
    entries: (threads.get(obstacle.id) ?? []).map(({ kind, words, made_at: at, document_number }) => ({
      ...{ kind, words, at },
      ...(document_number && { document: document_number }),
    })),
  }));
}
