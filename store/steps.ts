import { matterName } from '../domain/matter.ts';
import type { Matter } from '../domain/matter.ts';
import type { Db } from './connection.ts';
import { json } from './json.ts';
import type { Tables } from './schema.ts';

/** A step that a matter takes, with the moment for which it was planned. */
export interface TakenStep {
  matter: Matter;
  key: string;
  kind: Tables['step']['kind'];
  rung: string;
  plannedAt: Temporal.Instant;
}

/** Notes that a step was taken, once: false when it had been. */
export async function takeStep(
  db: Db,
  step: TakenStep,
  at: Temporal.Instant,
  outcome: Record<string, number | string> = {},
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('step')
    .values({
      matter: matterName(step.matter),
      key: step.key,
      kind: step.kind,
      rung: step.rung,
      planned_at: step.plannedAt,
      taken_at: at,
      outcome: json(outcome),
    })
    .onConflict((conflict) => conflict.columns(['matter', 'key']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
