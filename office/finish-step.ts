import type { CompilationStep } from '../domain/compilation-steps.ts';
import { insertStep } from '../store/compilation-steps.ts';
import type { Db, Tx } from '../store/connection.ts';

export interface FinishStep {
  compilation: string;
  step: CompilationStep;
  /** What the step made, as JSON, for the steps after it. */
  outcome: unknown;
  at: Temporal.Instant;
}

/**
 * Notes a step of a run as done, together with what else it stores. False for a run that was cancelled meanwhile: then
 * nothing is stored. Again: what was made first stays.
 */
export function finishStep(db: Db, done: FinishStep, store?: (tx: Tx) => Promise<void>): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const run = await tx
      .selectFrom('compilation')
      .select('state')
      .where('id', '=', done.compilation)
      .forUpdate()
      .executeTakeFirst();
    if (run?.state !== 'running') return false;
    await store?.(tx);
    await insertStep(tx, done);
    return true;
  });
}
