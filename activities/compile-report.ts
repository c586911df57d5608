import { cancelled, cancellationSignal, heartbeat } from '@temporalio/activity';
import { buildReportApart } from '../documents/build-apart.ts';
import { compileReport } from '../domain/compilation.ts';
import { finishCompilation, noteProgress } from '../office/finish-compilation.ts';
import { readCompilationFacts } from '../office/read-compilation.ts';
import { getCompilation } from '../store/compilations.ts';
import type { Moment } from '../workflows/timeline.ts';
import type { Outside } from './outside.ts';

export const createCompilationSteps = ({ db, clock, log }: Outside) => ({
  /** A running compilation is compiled at once; one that has ended is done. Writes nothing. */
  async planCompilation(id: string): Promise<Moment<true>> {
    const { state } = await getCompilation(db, id);
    return state === 'running' ? { done: false, delay: 0, step: true } : { done: true };
  },

  /** Compiles a run's sources into a report and its document, noting how far it is; stops when the run was cancelled. */
  async compileReport(id: string): Promise<void> {
    const progress = async (done: number, phase: string): Promise<boolean> => {
      heartbeat({ done });
      if (cancellationSignal().aborted) await cancelled();
      return noteProgress(db, id, done, phase);
    };
    if (!(await progress(0, 'đọc báo cáo'))) return;
    const facts = await readCompilationFacts(db, id, (done) => progress(done, 'đọc báo cáo'));
    if (!facts) return;
    const report = compileReport(facts);
    if (!(await progress(report.figures.reported, 'lập văn bản'))) return;
    const document = await buildReportApart(report);
    if (!(await progress(report.figures.reported, 'lưu'))) return;
    const finished = await finishCompilation(db, { compilation: id, report, document, at: clock.now() });
    log.info({ compilation: id, sources: facts.sources.length, finished }, 'report compiled');
  },
});
