import type { CompilationStep } from '../domain/compilation-steps.ts';
import { orders } from './orders.ts';
import { followTimeline } from './timeline.ts';

/** A compilation run (lần tổng hợp): step after step, each an activity of its own; it ends ready, failed or cancelled. */
export async function compilation(id: string): Promise<void> {
  await followTimeline(
    id,
    () => orders.planCompilation(id),
    (step) => takeStep(id, step),
  );
}

/** Histories of before runs had steps hold `true` as the plan's answer, and go on with the one activity of then. */
function takeStep(id: string, step: CompilationStep | true): Promise<void> {
  switch (step) {
    case true:
      return orders.compileReport(id);
    case 'snapshot':
      return orders.snapshotCompilation(id); // chốt nguồn
    case 'check':
      return orders.checkSources(id); // kiểm tra nguồn
    case 'aggregate':
      return orders.aggregateReports(id); // tổng hợp
    case 'write':
      return orders.writeCompilation(id); // lập văn bản
    case 'announce':
      return orders.announceCompilation(id); // báo kết quả
  }
}
