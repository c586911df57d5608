import { randomUUID } from 'node:crypto';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import type { DecisionDocument, ObstacleOutcome } from '../domain/letter.ts';
import { obstacleMatter } from '../domain/matter.ts';
import { Refusal } from '../domain/refusal.ts';
import { longest, refuseTooLong } from '../domain/text-limits.ts';
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

export interface DecideObstacle extends SettleObstacle {
  /** Its number and date, which every reporter is told. */
  document?: DecisionDocument | undefined;
  /** Other obstacles that the same document decides. */
  also?: readonly string[] | undefined;
}

/**
 * Records UBND tỉnh's decision on a forwarded obstacle, and on others that the same document decides; whoever raised one of
 * them is told once, with the document's number. Refuses: `obstacle.not_forwarded`, `obstacle.closed`, `request.invalid`.
 */
export const decideObstacle = (db: Db, { also = [], ...settle }: DecideObstacle): Promise<void> =>
  db.transaction().execute(async (tx) => {
    // In one order, so that two decisions do not wait for each other.
    for (const obstacle of [...new Set([settle.obstacle, ...also])].toSorted()) {
      await settleIn(tx, 'decided', { ...settle, obstacle });
    }
  });

/** Closes an obstacle. Closing it again changes nothing. Refuses: `request.invalid` without words. */
export const closeObstacle = (db: Db, settle: SettleObstacle): Promise<void> => settleAs(db, 'closed', settle);

/** One outcome: written on the thread, and told to the agency that raised the obstacle. The same again changes nothing. */
const settleAs = (db: Db, outcome: ObstacleOutcome, settle: SettleObstacle): Promise<void> =>
  db.transaction().execute((tx) => settleIn(tx, outcome, settle));

async function settleIn(
  tx: Tx,
  outcome: ObstacleOutcome,
  { obstacle, words, document, actor, at }: DecideObstacle,
): Promise<void> {
  demand(actor, 'review');
  const { state } = await lockObstacle(tx, obstacle);
  if (await isSaid(tx, obstacle, outcome, words.trim())) return;
  if (state === 'closed') throw new Refusal('obstacle.closed');
  if (outcome === 'decided' && state !== 'forwarded') throw new Refusal('obstacle.not_forwarded');
  const number = [document?.number, longest.documentNumber] as const;
  refuseTooLong({ words: [words, longest.obstacle], documentNumber: number });
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
  if (document) await keepDocument(tx, obstacle, entry, document);
  await tellOutcome(tx, obstacle, entry, { outcome, words: words.trim(), ...(document && { document }) }, at);
  await wake(tx, obstacleMatter(obstacle), at);
}

const keepDocument = (tx: Tx, obstacle: string, entry: string, { number, on }: DecisionDocument) =>
  tx
    .insertInto('obstacle_decision')
    .values({ entry_id: entry, obstacle_id: obstacle, document_number: number, decided_on: on })
    .execute();

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
  told: { outcome: ObstacleOutcome; words: string; document?: DecisionDocument },
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
      letter: { kind: 'obstacle-told', agency: agency_name, title, ...told },
      cycle: cycle_id ?? undefined,
      agency: agency_code,
      obligation: owed?.id,
      why: 'Kết quả xử lý vướng mắc do cơ quan nêu',
      to: ['focal', 'head'],
    },
    at,
  );
}
