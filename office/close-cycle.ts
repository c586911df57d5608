import { engine } from '../domain/actor.ts';
import type { CycleStep } from '../domain/cycle.ts';
import { cycleMatter } from '../domain/matter.ts';
import type { CycleId } from '../domain/matter.ts';
import { record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { takeStep } from '../store/steps.ts';

/** Closes a cycle: nothing more is received for it. Closing it again changes nothing. */
export function closeCycle(db: Db, cycle: CycleId, step: CycleStep, at: Temporal.Instant): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const taken = { matter: cycleMatter(cycle), key: step.key, kind: step.kind, rung: step.rung, plannedAt: step.at };
    if (!(await takeStep(tx, taken, at))) return;
    await tx
      .updateTable('cycle')
      .set({ closed_at: at })
      .where('id', '=', cycle)
      .where('closed_at', 'is', null)
      .execute();
    await record(tx, { actor: engine, at, verb: 'close', subject: cycle });
  });
}
