import type { ObstacleState } from '../domain/obstacle.ts';
import type { Db } from '../store/connection.ts';
import { getObstacle } from '../store/obstacles.ts';
import type { NotificationState } from '../store/schema.ts';

/** What became of an obstacle on its way up and back: compiled under which numbers, decided by which documents, told when. */
export interface ObstacleChain {
  raisedAt: Temporal.Instant;
  compiled: readonly { id: string; number: number; madeAt: Temporal.Instant; state: ObstacleState }[];
  decisions: readonly {
    at: Temporal.Instant;
    document: { number: string; on: Temporal.PlainDate } | undefined;
    /** The letter to who raised it; absent when none was written. */
    told: { slot: string; state: NotificationState; at: Temporal.Instant | undefined } | undefined;
  }[];
}

/** Reads the chain of an obstacle. Refuses: `obstacle.not_found`. */
export async function readObstacleChain(db: Db, id: string): Promise<ObstacleChain> {
  const { raised_at: raisedAt, cycle_id, agency_code } = await getObstacle(db, id);
  const compiled = await db
    .selectFrom('obstacle_compiled')
    .innerJoin('obstacle_compilation', 'obstacle_compilation.id', 'obstacle_compiled.compilation_id')
    .select(['obstacle_compilation.id', 'number', 'made_at', 'state'])
    .where('obstacle_id', '=', id)
    .orderBy('number')
    .execute();
  const decided = await db
    .selectFrom('obstacle_entry')
    .leftJoin('obstacle_decision', 'obstacle_decision.entry_id', 'obstacle_entry.id')
    .select(['obstacle_entry.id', 'made_at', 'document_number', 'decided_on'])
    .where('obstacle_entry.obstacle_id', '=', id)
    .where('kind', '=', 'decided')
    .orderBy('number')
    .execute();
  const slotOf = (entry: string) => `${cycle_id}/${agency_code}/obstacle/${id}/${entry}`;
  const letters = await listLetters(
    db,
    decided.map((each) => slotOf(each.id)),
  );
  return {
    raisedAt,
    compiled: compiled.map(({ made_at: madeAt, ...rest }) => ({ ...rest, madeAt })),
    decisions: decided.map(({ id: entry, made_at: at, document_number, decided_on }) => ({
      at,
      document: document_number && decided_on ? { number: document_number, on: decided_on } : undefined,
      told: letters.get(slotOf(entry)),
    })),
  };
}

async function listLetters(db: Db, slots: readonly string[]) {
  if (slots.length === 0) return new Map<string, never>();
  const rows = await db
    .selectFrom('notification')
    .select(['slot', 'state', 'settled_at'])
    .where('slot', 'in', [...slots])
    .execute();
  return new Map(rows.map(({ slot, state, settled_at }) => [slot, { slot, state, at: settled_at ?? undefined }]));
}
