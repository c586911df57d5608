import { randomUUID } from 'node:crypto';
import type { Actor } from '../domain/actor.ts';
import { addWorkingDays } from '../domain/calendar.ts';
import { obstacleMatter } from '../domain/matter.ts';
import { obstaclePatience } from '../domain/obstacle.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Problem } from '../domain/refusal.ts';
import { dayOf } from '../domain/zone.ts';
import { longest, tooLong } from '../domain/text-limits.ts';
import { actorName, record } from '../store/audits.ts';
import { getCalendar } from '../store/calendars.ts';
import type { Db, Tx } from '../store/connection.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { wake } from '../store/wakes.ts';
import { notify } from './notify.ts';

export interface RaiseObstacle {
  obligation: string;
  title: string;
  words: string;
  task?: string | undefined;
  /** Made with the form: the same attempt again gives the first obstacle. */
  attempt: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Raises an obstacle (khó khăn, vướng mắc) with the focal agency, at any time; answers its id. The reporter gets an
 * acknowledgement at once, the focal agency's officer a letter. Refuses: `request.invalid`, `obligation.not_found`.
 * Source: the plan's III.2.
 */
export function raiseObstacle(db: Db, raised: RaiseObstacle): Promise<string> {
  const { obligation, attempt, actor, at } = raised;
  const [title, words] = [raised.title.trim(), raised.words.trim()];
  return db.transaction().execute(async (tx) => {
    const owed = await lockObligation(tx, obligation);
    const earlier = await tx
      .selectFrom('obstacle')
      .select('id')
      .where('agency_code', '=', owed.agency)
      .where('attempt', '=', attempt)
      .executeTakeFirst();
    if (earlier) return earlier.id;
    const problems = wrongTexts({ title, words, task: raised.task });
    if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
    const id = randomUUID();
    await tx
      .insertInto('obstacle')
      .values({
        id,
        cycle_id: owed.cycle,
        agency_code: owed.agency,
        attempt,
        title,
        task_code: raised.task ?? null,
        state: 'raised',
        raised_at: at,
        waiting_since: at,
      })
      .execute();
    await tx
      .insertInto('obstacle_entry')
      .values({ id: randomUUID(), obstacle_id: id, kind: 'raised', words, made_at: at, made_by: actorName(actor) })
      .execute();
    await record(tx, { actor, at, verb: 'raise', subject: id });
    await tellRaised(tx, owed, { id, title, words }, at);
    await wake(tx, obstacleMatter(id), at);
    return id;
  });
}

function wrongTexts({ title, words, task }: Pick<RaiseObstacle, 'title' | 'words' | 'task'>): Problem[] {
  return [
    ...tooLong({ title: [title, longest.title], words: [words, longest.obstacle], task: [task, longest.task] }),
    ...(title ? [] : [{ field: 'title', message: 'Cần nêu tên vướng mắc.' }]),
    ...(words ? [] : [{ field: 'words', message: 'Cần nêu nội dung vướng mắc.' }]),
  ];
}

async function tellRaised(
  tx: Tx,
  owed: OwedReport,
  { id, title, words }: { id: string; title: string; words: string },
  at: Temporal.Instant,
): Promise<void> {
  const answerBy = addWorkingDays(dayOf(at), obstaclePatience[0], await getCalendar(tx));
  const common = { cycle: owed.cycle, agency: owed.agency, obligation: owed.id };
  const slot = `${owed.cycle}/${owed.agency}/obstacle/${id}`;
  await notify(
    tx,
    {
      ...common,
      slot: `${slot}/acknowledged`,
      letter: { kind: 'obstacle-acknowledged', agency: owed.agencyName, title, raisedAt: at, answerBy },
      why: 'Xác nhận đã nhận vướng mắc do cơ quan nêu',
      to: ['focal'],
    },
    at,
  );
  await notify(
    tx,
    {
      slot: `${slot}/raised`,
      cycle: owed.cycle,
      page: `/obstacles/${id}`,
      letter: { kind: 'obstacle-raised', agency: owed.agencyName, title, words, raisedAt: at },
      why: 'Cơ quan nêu vướng mắc; báo ngay cho Sở Khoa học và Công nghệ (Kế hoạch, mục III.2)',
      to: ['officer'],
    },
    at,
  );
}
