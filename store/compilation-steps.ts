import type { CompilationStep } from '../domain/compilation-steps.ts';
import type { Db, Tx } from './connection.ts';
import { json } from './json.ts';

/** The steps that a run has done, and when, in the order in which they were. */
export function listDoneSteps(db: Db, compilation: string) {
  return db
    .selectFrom('compilation_step')
    .select(['step', 'done_at'])
    .where('compilation_id', '=', compilation)
    .orderBy('done_at')
    .execute();
}

/** What a step of a run made, as JSON; undefined while it is not done. The caller says what it is. */
export async function findOutcome<Outcome>(
  db: Db,
  compilation: string,
  step: CompilationStep,
): Promise<Outcome | undefined> {
  const row = await db
    .selectFrom('compilation_step')
    .select('outcome')
    .where('compilation_id', '=', compilation)
    .where('step', '=', step)
    .executeTakeFirst();
  return row?.outcome as Outcome | undefined;
}

/** Notes a step as done, with what it made. A step that is done already keeps what it made first. */
export async function insertStep(
  tx: Tx,
  {
    compilation,
    step,
    outcome,
    at,
  }: { compilation: string; step: CompilationStep; outcome: unknown; at: Temporal.Instant },
): Promise<void> {
  await tx
    .insertInto('compilation_step')
    .values({ compilation_id: compilation, step, done_at: at, outcome: json(outcome) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
