import { compileObstacles } from '../domain/compile-obstacles.ts';
import type { CompiledReport } from '../domain/compilation.ts';
import { briefLines, curveFrom, highlights, lateIn, nextOf, shortened } from '../domain/brief.ts';
import type { Brief } from '../domain/brief.ts';
import { cycleId } from '../domain/matter.ts';
import type { CycleId } from '../domain/matter.ts';
import type { Outlier } from '../domain/outliers.ts';
import { revive } from '../domain/plain.ts';
import { rungWords } from '../domain/step-words.ts';
import { byDate, dayOf, isBefore } from '../domain/zone.ts';
import { getCalendar } from '../store/calendars.ts';
import type { Db } from '../store/connection.ts';
import { findOutcome } from '../store/compilation-steps.ts';
import { listObstacleFacts } from '../store/obstacle-compilations.ts';
import { listReceivers } from '../store/sendings.ts';
import { readBoard } from './read-board.ts';
import type { Board } from './read-board.ts';
import { readRecords } from './read-records.ts';

/** A cycle's year on one page, as of an instant. Refuses: `cycle.not_found`. */
export async function readBrief(db: Db, id: CycleId, now: Temporal.Instant): Promise<Brief> {
  const board = await readBoard(db, id, now);
  const before = await readYearBefore(db, board, now);
  const { records } = await readRecords(db, board.cycle.regime, now);
  return {
    ...{ words: board.cycle.words, asOf: now, due: board.cycle.due, figures: board.figures },
    ...(before && { before: { words: before.cycle.words, figures: before.figures } }),
    curve: { now: curveOf(board), ...(before && { before: curveOf(before) }) },
    late: lateIn(id, records),
    obstacles: await readUnsettled(db, now),
    indicators: (await readHighlights(db, id)).slice(0, briefLines.indicators),
    next: await readNext(db, board, now),
  };
}

const curveOf = ({ cycle, curve, figures: { total, excused } }: Board) =>
  curveFrom(cycle.due, curve, Math.max(0, total - excused));

async function readYearBefore(db: Db, { cycle: { regime, term } }: Board, now: Temporal.Instant) {
  const id = cycleId(regime, { ...term, year: term.year - 1 });
  const row = await db.selectFrom('cycle').select('id').where('id', '=', id).executeTakeFirst();
  return row && readBoard(db, id, now);
}

/** The obstacles that wait, whatever cycle they were raised in. */
async function readUnsettled(db: Db, now: Temporal.Instant): Promise<Brief['obstacles']> {
  const today = dayOf(now);
  const span = { number: 1, from: today, to: today, asOf: now };
  const { obstacles, figures } = compileObstacles(await listObstacleFacts(db), span, new Map(), await getCalendar(db));
  return {
    unsettled: figures.unsettled,
    longest: obstacles
      .slice(0, Math.min(figures.unsettled, briefLines.obstacles))
      .map(({ title, agency, ageDays }) => ({ title: shortened(title), agency, ageDays })),
  };
}

/** The indicators of the newest compiled report; none before there is one. */
async function readHighlights(db: Db, cycle: CycleId): Promise<Brief['indicators']> {
  const row = await db
    .selectFrom('compilation')
    .select(['id', 'report'])
    .where('cycle_id', '=', cycle)
    .where('state', '=', 'ready')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row?.report) return [];
  const { outliers = [] } = (await findOutcome<{ outliers?: Outlier[] }>(db, row.id, 'aggregate')) ?? {};
  const counts = new Map(
    [...Map.groupBy(outliers, ({ indicator }) => indicator)].map(([code, some]) => [code, some.length]),
  );
  return highlights(revive<CompiledReport>(row.report).indicators, counts);
}

/** Sendings that are not recorded, and the cycle's next steps. */
async function readNext(db: Db, { cycle, steps }: Board, now: Temporal.Instant): Promise<Brief['next']> {
  const waiting = cycle.closedAt
    ? []
    : (await listReceivers(db, cycle.id)).filter(({ sendings }) => sendings.length === 0);
  const ahead = steps.filter(({ takenAt, at, kind }) => !takenAt && isBefore(now, at) && !kind.startsWith('press'));
  const dates = [
    ...(byDate(dayOf(now), cycle.due) <= 0 ? [{ words: 'Hạn các cơ quan gửi báo cáo', on: cycle.due }] : []),
    ...waiting.map(({ receiver, due }) => ({ words: `Gửi ${receiver}`, on: due })),
    ...ahead.map(({ kind, rung, at }) => ({ words: rungWords(kind, rung), on: dayOf(at) })),
  ];
  const once = new Map(dates.map((each) => [`${each.words} ${each.on.toString()}`, each]));
  return nextOf([...once.values()], dayOf(now)).slice(0, briefLines.next);
}
