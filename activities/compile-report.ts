import { activityInfo, cancelled, cancellationSignal, CancelledFailure } from '@temporalio/activity';
import { buildReportApart } from '../documents/build-apart.ts';
import { compilationPhase } from '../domain/compilation-steps.ts';
import type { CompilationStep } from '../domain/compilation-steps.ts';
import { aggregateReports } from '../office/aggregate-reports.ts';
import { checkSources } from '../office/check-sources.ts';
import { finishCompilation, noteProgress } from '../office/finish-compilation.ts';
import { keepDocument } from '../office/keep-document.ts';
import { findNextStep, readCompiledReport } from '../office/read-compilation-steps.ts';
import { takeSnapshot } from '../office/take-snapshot.ts';
import { getRun } from '../store/compilations.ts';
import type { Moment } from '../workflows/timeline.ts';
import { giveUp } from './give-up.ts';
import type { Outside } from './outside.ts';

/** A running run's next step is taken at once; a run that has ended is done. Every step is an activity of its own. */
export const createCompilationSteps = (outside: Outside) => {
  const taking = (step: CompilationStep) => (id: string) => takeStep(outside, id, step);
  return {
    /** The run's next step. Writes nothing. */
    async planCompilation(id: string): Promise<Moment<CompilationStep>> {
      const step = await findNextStep(outside.db, id);
      return step ? { done: false, delay: 0, step } : { done: true };
    },
    snapshotCompilation: taking('snapshot'),
    checkSources: taking('check'),
    aggregateReports: taking('aggregate'),
    writeCompilation: taking('write'),
    announceCompilation: taking('announce'),

    /** What a history of an earlier release orders: the next step, whichever it is. */
    async compileReport(id: string): Promise<void> {
      const step = await findNextStep(outside.db, id);
      if (step) await takeStep(outside, id, step);
    },
  };
};

/** Takes a step unless the run was cancelled; one that fails for good makes the run failed, and a person decides. */
async function takeStep(outside: Outside, id: string, step: CompilationStep): Promise<void> {
  const { db, clock, log } = outside;
  const failing = { compilation: id, step, at: clock.now(), attempt: activityInfo().attempt };
  if (await giveUp(db, failing)) return;
  const progress = async (done: number): Promise<boolean> => {
    if (cancellationSignal().aborted) await cancelled();
    return noteProgress(db, id, done, compilationPhase(step));
  };
  try {
    const { done } = await getRun(db, id);
    if (!(await progress(done))) return;
    const finished = await steps[step](outside, id, progress);
    log.info({ compilation: id, step, finished }, 'compilation step taken');
  } catch (error) {
    if (error instanceof CancelledFailure || !(await giveUp(db, { ...failing, error }))) throw error;
    log.error({ compilation: id, step, err: error }, 'compilation given up');
  }
}

type Take = (outside: Outside, id: string, progress: (done: number) => Promise<boolean>) => Promise<boolean>;

const steps: Record<CompilationStep, Take> = {
  snapshot: ({ db, clock }, compilation) => takeSnapshot(db, { compilation, at: clock.now() }),
  check: ({ db, clock }, compilation) => checkSources(db, { compilation, at: clock.now() }),
  aggregate: ({ db, clock }, compilation, progress) => aggregateReports(db, { compilation, at: clock.now() }, progress),
  write: async ({ db, clock }, compilation) => {
    const document = await buildReportApart(await readCompiledReport(db, compilation));
    return keepDocument(db, { compilation, document, at: clock.now() });
  },
  announce: ({ db, clock }, compilation) => finishCompilation(db, { compilation, at: clock.now() }),
};
