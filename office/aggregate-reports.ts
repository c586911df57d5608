import { compileReport } from '../domain/compilation.ts';
import { findOutliers } from '../domain/outliers.ts';
import { plain } from '../domain/plain.ts';
import type { Db } from '../store/connection.ts';
import { json } from '../store/json.ts';
import { finishStep } from './finish-step.ts';
import { getSnapshot, readCompilationFacts, readIndicatorFacts } from './read-compilation.ts';

/**
 * Makes a run's report from what it fixed, and keeps it with the figures that stand out. Calls back with the sources read;
 * false there, or a run that was cancelled meanwhile: nothing is stored. Refuses: `compilation.not_ready`.
 */
export async function aggregateReports(
  db: Db,
  { compilation, at }: { compilation: string; at: Temporal.Instant },
  progress: (done: number) => Promise<boolean>,
): Promise<boolean> {
  const snapshot = await getSnapshot(db, compilation);
  const facts = await readCompilationFacts(db, compilation, progress);
  if (!facts) return false;
  const report = compileReport(facts);
  const outliers = findOutliers(await readIndicatorFacts(db, snapshot, facts.sources));
  return finishStep(db, { compilation, step: 'aggregate', outcome: { outliers }, at }, async (tx) => {
    await tx
      .updateTable('compilation')
      .set({ report: json(plain(report)) })
      .where('id', '=', compilation)
      .execute();
  });
}
