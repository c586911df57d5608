import { randomUUID } from 'node:crypto';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import type { ObstacleOutcome } from '../domain/letter.ts';
import { obstacleMatter } from '../domain/matter.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { lockObstacle } from '../store/obstacles.ts';
import { wake } from '../store/wakes.ts';
import { notify } from './notify.ts';

export interface SettleObstacle {
  obstacle: string;
  words: string;
  actor: Actor;
  at: Temporal.Instant;
}

/** Answers an obstacle. Refuses: `obstacle.closed`, `request.invalid` without words. */
export const answerObstacle = (db: Db, settle: SettleObstacle): Promise<void> => settleAs(db, 'answered', settle);

/** Forwards an obstacle to UBND tỉnh. Refuses: `obstacle.closed`, `request.invalid` without words. */
export const forwardObstacle = (db: Db, settle: SettleObstacle): Promise<void> => settleAs(db, 'forwarded', settle);

/** Records UBND tỉnh's decision on a forwarded obstacle. Refuses: `obstacle.not_forwarded`, `obstacle.closed`, `request.invalid`. */
export const decideObstacle = (db: Db, settle: SettleObstacle): Promise<void> => settleAs(db, 'decided', settle);

/** Closes an obstacle. Closing it again changes nothing. Refuses: `request.invalid` without words. */
export const closeObstacle = (db: Db, settle: SettleObstacle): Promise<void> => settleAs(db, 'closed', settle);

/** One outcome: written on the thread, and told to the agency that raised the obstacle. The same again changes nothing. */
function settleAs(db: Db, outcome: ObstacleOutcome, { obstacle, words, actor, at }: SettleObstacle): Promise<void> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const { state } = await lockObstacle(tx, obstacle);
    if (await isSaid(tx, obstacle, outcome, words.trim())) return;
    if (state === 'closed') throw new Refusal('obstacle.closed');
    if (outcome === 'decided' && state !== 'forwarded') throw new Refusal('obstacle.not_forwarded');
    if (!words.trim()) {
      throw new Refusal('request.invalid', { count: '1' }, [{ field: 'words', message: 'Cần ghi nội dung trả lời.' }]);
    }
    const entry = randomUUID();
    await tx
      .insertInto('obstacle_entry')
      .values({
        id: entry,
        obstacle_id: obstacle,
        kind: outcome,
        words: words.trim(),
        made_at: at,
        made_by: actorName(actor),
      })
      .execute();
    await tx.updateTable('obstacle').set({ state: outcome, waiting_since: at }).where('id', '=', obstacle).execute();
    await record(tx, { actor, at, verb: `obstacle-${outcome}`, subject: obstacle });
    await tellOutcome(tx, obstacle, entry, outcome, words.trim(), at);
    await wake(tx, obstacleMatter(obstacle), at);
  });
}

async function isSaid(tx: Tx, obstacle: string, kind: ObstacleOutcome, words: string): Promise<boolean> {
  const last = await tx
    .selectFrom('obstacle_entry')
    .select(['kind', 'words'])
    .where('obstacle_id', '=', obstacle)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.kind === kind && (kind === 'closed' || last.words === words);
}

async function tellOutcome(
  tx: Tx,
  id: string,
  entry: string,
  outcome: ObstacleOutcome,
  words: string,
  at: Temporal.Instant,
): Promise<void> {
  const { cycle_id, agency_code, agency_name, title } = await lockObstacle(tx, id);
  const owed = await tx
    .selectFrom('obligation')
    .select('id')
    .where('cycle_id', '=', cycle_id)
    .where('agency_code', '=', agency_code)
    .executeTakeFirst();
  await notify(
    tx,
    {
      slot: `${cycle_id}/${agency_code}/obstacle/${id}/${entry}`,
      letter: { kind: 'obstacle-told', agency: agency_name, title, outcome, words },
      cycle: cycle_id ?? undefined,
      agency: agency_code,
      obligation: owed?.id,
      why: 'Kết quả xử lý vướng mắc do cơ quan nêu',
      to: ['focal', 'head'],
    },
    at,
  );
}
