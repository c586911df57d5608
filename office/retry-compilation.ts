import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { compilationMatter } from '../domain/matter.ts';
import { Refusal } from '../domain/refusal.ts';
import { record } from '../store/audits.ts';
import { getRun } from '../store/compilations.ts';
import type { Db } from '../store/connection.ts';
import { wake } from '../store/wakes.ts';

/**
 * Takes the failed step of a run again; the steps before it are not done again. Again while it runs: nothing changes.
 * Refuses: `compilation.not_found`, `compilation.not_failed`, `actor.not_allowed`.
 */
export function retryCompilation(
  db: Db,
  { compilation, actor, at }: { compilation: string; actor: Actor; at: Temporal.Instant },
): Promise<void> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('compilation')
      .set({ state: 'running', failure: null, ended_at: null })
      .where('id', '=', compilation)
      .where('state', '=', 'failed')
      .executeTakeFirst();
    if (numUpdatedRows === 0n) {
      const { state } = await getRun(tx, compilation);
      if (state === 'running') return;
      throw new Refusal('compilation.not_failed');
    }
    await record(tx, { actor, at, verb: 'retry-compilation', subject: compilation });
    await wake(tx, compilationMatter(compilation), at);
  });
}
