import { compiledReportDocument } from '../../documents/compiled-report.ts';
import { aggregateReports } from '../../office/aggregate-reports.ts';
import { announceCompilation } from '../../office/announce-compilation.ts';
import { checkSources } from '../../office/check-sources.ts';
import { keepDocument } from '../../office/keep-document.ts';
import { findNextStep, readCompiledReport } from '../../office/read-compilation-steps.ts';
import { takeSnapshot } from '../../office/take-snapshot.ts';
import type { CompilationStep } from '../../domain/compilation-steps.ts';
import type { Db } from '../../store/connection.ts';

export const goOn = () => Promise.resolve(true);

/** Takes one step of a run as the worker does, without the engine. */
export async function takeStepOf(db: Db, compilation: string, step: CompilationStep, at: Temporal.Instant) {
  if (step === 'snapshot') return takeSnapshot(db, { compilation, at });
  if (step === 'check') return checkSources(db, { compilation, at });
  if (step === 'aggregate') return aggregateReports(db, { compilation, at }, goOn);
  if (step === 'announce') return announceCompilation(db, { compilation, at });
  const document = await compiledReportDocument(await readCompiledReport(db, compilation));
  return keepDocument(db, { compilation, document, at });
}

/** Lets a run take its steps up to its end, or up to one that it does not take; answers those that it took. */
export async function givenCompiled(
  db: Db,
  compilation: string,
  at: Temporal.Instant,
  until?: CompilationStep,
): Promise<CompilationStep[]> {
  const taken: CompilationStep[] = [];
  for (;;) {
    const step = await findNextStep(db, compilation);
    if (!step || step === until) return taken;
    await takeStepOf(db, compilation, step, at);
    taken.push(step);
  }
}
