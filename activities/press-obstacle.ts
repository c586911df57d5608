import { planObstacle } from '../domain/obstacle.ts';
import type { ObstacleStep } from '../domain/obstacle.ts';
import { pressObstacle } from '../office/press-obstacle.ts';
import { getCalendar } from '../store/calendars.ts';
import { readObstacleFacts } from '../store/obstacles.ts';
import type { Moment } from '../workflows/timeline.ts';
import type { Outside } from './outside.ts';

/** An obstacle's step as it crosses the engine. */
export type ObstacleOrder = ObstacleStep & { at: string };

export const createObstacleSteps = ({ db, clock }: Outside) => ({
  /** When an obstacle is pressed next, in engine milliseconds. Writes nothing. */
  async planObstacle(obstacle: string): Promise<Moment<ObstacleOrder>> {
    const next = planObstacle(await readObstacleFacts(db, obstacle), clock.now(), await getCalendar(db));
    if (next.done) return next;
    const delay = clock.engineDelay(next.at);
    return { done: false, delay, ...(next.step && { step: { ...next.step, at: next.at.toString() } }) };
  },

  pressObstacle: (obstacle: string, order: ObstacleOrder): Promise<void> =>
    pressObstacle(db, obstacle, { ...order, at: Temporal.Instant.from(order.at) }, clock.now()),
});
