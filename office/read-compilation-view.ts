import { gapsOf } from '../domain/compilation-gaps.ts';
import type { CompilationDifference } from '../domain/compilation-difference.ts';
import { compilationDifference } from '../domain/compilation-difference.ts';
import type { CompilationNote } from '../domain/compilation-notes.ts';
import { compilationSteps, nextCompilationStep } from '../domain/compilation-steps.ts';
import type { CompilationStep } from '../domain/compilation-steps.ts';
import type { CompiledReport } from '../domain/compilation.ts';
import type { Outlier } from '../domain/outliers.ts';
import { revive } from '../domain/plain.ts';
import { findOutcome, listDoneSteps } from '../store/compilation-steps.ts';
import { findRunBefore, getCompilation, listSourceNames } from '../store/compilations.ts';
import type { Db } from '../store/connection.ts';
import { findSnapshot } from './read-compilation.ts';
import { readLateArrivals } from './read-late-arrivals.ts';

/** A step of a run, as it stands. */
export interface StepLine {
  step: CompilationStep;
  state: 'done' | 'next' | 'waiting';
  doneAt?: Temporal.Instant;
}

/** What is known of a run: how far it is, what it is made of, and what a reader should look at. Refuses: `compilation.not_found`. */
export async function readCompilationView(db: Db, id: string) {
  const run = await getCompilation(db, id);
  const report = run.report ? revive<CompiledReport>(run.report) : undefined;
  const late = await readLateArrivals(db, run.cycle_id);
  const snapshot = await findSnapshot(db, id);
  return {
    run,
    ...(snapshot && { form: snapshot.form }),
    steps: stepLines(await listDoneSteps(db, id)),
    sources: await listSourceNames(db, id),
    notes: (await findOutcome<CompilationNote[]>(db, id, 'check')) ?? [],
    outliers: (await findOutcome<{ outliers: Outlier[] }>(db, id, 'aggregate'))?.outliers ?? [],
    ...(report && { report, gaps: gapsOf(report) }),
    /** Of the newest final run only: what it does not have. */
    ...(late?.run.id === id && { late: late.arrivals }),
  };
}

export type CompilationView = Awaited<ReturnType<typeof readCompilationView>>;

function stepLines(done: Awaited<ReturnType<typeof listDoneSteps>>): StepLine[] {
  const at = new Map(done.map(({ step, done_at }) => [step, done_at]));
  const next = nextCompilationStep(done.map(({ step }) => step));
  return compilationSteps.map((step) => {
    const doneAt = at.get(step);
    return doneAt ? { step, state: 'done', doneAt } : { step, state: step === next ? 'next' : 'waiting' };
  });
}

/**
 * In what a run differs from the finished one before it; undefined where there is none, or either has no report yet.
 * Refuses: `compilation.not_found`.
 */
export async function readCompilationDifference(
  db: Db,
  id: string,
): Promise<{ before: { id: string; number: number }; difference: CompilationDifference } | undefined> {
  const run = await getCompilation(db, id);
  if (!run.report) return undefined;
  const before = await findRunBefore(db, run);
  if (!before?.report) return undefined;
  const [was, is] = [revive<CompiledReport>(before.report), revive<CompiledReport>(run.report)];
  return { before: { id: before.id, number: before.number }, difference: compilationDifference(was, is) };
}
