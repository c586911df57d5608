import { compiledReportDocument } from '../../documents/compiled-report.ts';
import { aggregateReports } from '../../office/aggregate-reports.ts';
import { checkSources } from '../../office/check-sources.ts';
import { finishCompilation } from '../../office/finish-compilation.ts';
import { finishStep } from '../../office/finish-step.ts';
import { keepDocument } from '../../office/keep-document.ts';
import { findNextStep, readCompiledReport } from '../../office/read-compilation-steps.ts';
import { takeSnapshot } from '../../office/take-snapshot.ts';
import type { CompilationStep } from '../../domain/compilation-steps.ts';
import type { CompiledReport } from '../../domain/compilation.ts';
import { plain } from '../../domain/plain.ts';
import { json } from '../../store/json.ts';
import type { Db } from '../../store/connection.ts';

export const goOn = () => Promise.resolve(true);

/** Takes one step of a run as the worker does, without the engine. */
export async function takeStepOf(db: Db, compilation: string, step: CompilationStep, at: Temporal.Instant) {
  if (step === 'snapshot') return takeSnapshot(db, { compilation, at });
  if (step === 'check') return checkSources(db, { compilation, at });
  if (step === 'aggregate') return aggregateReports(db, { compilation, at }, goOn);
  if (step === 'announce') return finishCompilation(db, { compilation, at });
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

/** Ends a run with a report and a document of the test's own; answers whether it was still running. */
export async function endCompilation(
  db: Db,
  given: { compilation: string; report: CompiledReport; document: Uint8Array; at: Temporal.Instant },
): Promise<boolean> {
  const { compilation, report, document, at } = given;
  const kept = await finishStep(db, { compilation, step: 'aggregate', outcome: { outliers: [] }, at }, async (tx) => {
    await tx
      .updateTable('compilation')
      .set({ report: json(plain(report)) })
      .where('id', '=', compilation)
      .execute();
  });
  if (!kept || !(await keepDocument(db, { compilation, document, at }))) return false;
  return finishCompilation(db, { compilation, at });
}
