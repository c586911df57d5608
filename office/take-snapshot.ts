import type { CompilationSnapshot } from '../domain/compilation-snapshot.ts';
import { plain } from '../domain/plain.ts';
import type { Db } from '../store/connection.ts';
import { finishStep } from './finish-step.ts';
import { readSnapshot } from './read-compilation.ts';

/**
 * Fixes what a run is made of, read at one moment: facts, versions of plan and form, the sources' hashes, last year's
 * sources. What changes afterwards does not change the run.
 */
export async function takeSnapshot(
  db: Db,
  { compilation, at }: { compilation: string; at: Temporal.Instant },
): Promise<boolean> {
  const snapshot: CompilationSnapshot = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((tx) => readSnapshot(tx, compilation));
  return finishStep(db, { compilation, step: 'snapshot', outcome: plain(snapshot), at });
}
