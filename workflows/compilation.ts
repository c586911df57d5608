import { orders } from './orders.ts';
import { followTimeline } from './timeline.ts';

/** A compilation run (lần tổng hợp): compile once, announced when it is stored; it ends when cancelled. */
export async function compilation(id: string): Promise<void> {
  await followTimeline(
    id,
    () => orders.planCompilation(id),
    () => orders.compileReport(id),
  );
}
