import { engine } from '../domain/actor.ts';
import { compilationStepWords } from '../domain/compilation-steps.ts';
import type { CompilationStep } from '../domain/compilation-steps.ts';
import { record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';

export interface FailCompilation {
  compilation: string;
  step: CompilationStep;
  /** Why, for people: a sentence without a name in it. */
  why: string;
  at: Temporal.Instant;
}

/** Gives a run up at a step that fails for good. What was done before stays, so that the step can be taken again. */
export function failCompilation(db: Db, { compilation, step, why, at }: FailCompilation): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('compilation')
      .set({ state: 'failed', failure: `Dừng ở bước “${compilationStepWords[step]}”: ${why}`, ended_at: at })
      .where('id', '=', compilation)
      .where('state', '=', 'running')
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await record(tx, { actor: engine, at, verb: 'fail-compilation', subject: compilation, facts: { step } });
  });
}
