import { orders } from './orders.ts';
import { followTimeline } from './timeline.ts';

/** An obstacle (khó khăn, vướng mắc) is pressed upon the focal agency while it waits for an answer. */
export async function obstacle(id: string): Promise<void> {
  await followTimeline(
    id,
    () => orders.planObstacle(id),
    (step) => orders.pressObstacle(id, step),
  );
}
