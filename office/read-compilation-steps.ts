import type { CompiledReport } from '../domain/compilation.ts';
import { nextCompilationStep } from '../domain/compilation-steps.ts';
import type { CompilationStep } from '../domain/compilation-steps.ts';
import { revive } from '../domain/plain.ts';
import { Refusal } from '../domain/refusal.ts';
import { listDoneSteps } from '../store/compilation-steps.ts';
import { getCompilation, getRun } from '../store/compilations.ts';
import type { Db } from '../store/connection.ts';

/** The step that a running run takes next; undefined for one that has ended. Refuses: `compilation.not_found`. */
export async function findNextStep(db: Db, id: string): Promise<CompilationStep | undefined> {
  const { state } = await getRun(db, id);
  if (state !== 'running') return undefined;
  return nextCompilationStep((await listDoneSteps(db, id)).map(({ step }) => step));
}

/** A run's report as it was aggregated. Refuses: `compilation.not_found`, `compilation.not_ready`. */
export async function readCompiledReport(db: Db, id: string): Promise<CompiledReport> {
  const { report } = await getCompilation(db, id);
  if (!report) throw new Refusal('compilation.not_ready');
  return revive<CompiledReport>(report);
}
