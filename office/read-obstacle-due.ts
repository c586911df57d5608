import { isObstacleCompilationDue, lastObstaclePeriod } from '../domain/obstacle-period.ts';
import type { ObstaclePeriod } from '../domain/obstacle-period.ts';
import { byDate, dayOf } from '../domain/zone.ts';
import { getCalendar } from '../store/calendars.ts';
import type { Db } from '../store/connection.ts';
import { findCompiledTo } from '../store/obstacles.ts';

/** The period of which the obstacles are to be compiled by now and are not; undefined when there is none, or no obstacle at all. */
export async function readObstacleDue(db: Db, now: Temporal.Instant): Promise<ObstaclePeriod | undefined> {
  const period = lastObstaclePeriod(dayOf(now), await getCalendar(db));
  const first = await db.selectFrom('obstacle').select('raised_at').orderBy('raised_at').limit(1).executeTakeFirst();
  if (!first || byDate(dayOf(first.raised_at), period.to) > 0) return undefined;
  return isObstacleCompilationDue(period, dayOf(now), await findCompiledTo(db)) ? period : undefined;
}
