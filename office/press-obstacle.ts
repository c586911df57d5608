import { obstacleMatter } from '../domain/matter.ts';
import { isCompileStep } from '../domain/obstacle.ts';
import type { ObstacleStep } from '../domain/obstacle.ts';
import type { Db } from '../store/connection.ts';
import { getObstacle } from '../store/obstacles.ts';
import { takeStep } from '../store/steps.ts';
import { notify } from './notify.ts';
import { remindOfCompilation } from './remind-of-compilation.ts';

/**
 * Reminds the focal agency that an obstacle still waits, the second time its leader too; or that a period's obstacles are to be
 * compiled. Taking it again changes nothing.
 */
export function pressObstacle(
  db: Db,
  obstacle: string,
  step: ObstacleStep & { at: Temporal.Instant },
  at: Temporal.Instant,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const { cycle_id, agency_code, agency_name, title, state, raised_at } = await getObstacle(tx, obstacle);
    const taken = {
      matter: obstacleMatter(obstacle),
      key: step.key,
      kind: 'wait' as const,
      rung: step.key,
      plannedAt: step.at,
    };
    if (!(await takeStep(tx, taken, at))) return;
    if (isCompileStep(step)) return remindOfCompilation(tx, step.at, at);
    if (state !== 'raised') return;
    await notify(
      tx,
      {
        slot: `${cycle_id}/${agency_code}/obstacle/${obstacle}/${step.key}`,
        letter: { kind: 'obstacle-waiting', agency: agency_name, title, raisedAt: raised_at, ordinal: step.ordinal },
        cycle: cycle_id ?? undefined,
        page: `/obstacles/${obstacle}`,
        why: 'Vướng mắc chưa được trả lời sau 5 ngày làm việc trở lên',
        to: step.ordinal === 1 ? ['officer'] : ['officer', 'leader'],
        plannedAt: step.at,
      },
      at,
    );
  });
}
