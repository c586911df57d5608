import { isWorkingDay } from '../domain/calendar.ts';
import type { Calendar } from '../domain/calendar.ts';
import { heldDates, rungFates, rungsNear } from '../domain/explain.ts';
import type { DateMove, RungFate, RungLine } from '../domain/explain.ts';
import { comingLetters, dueOf } from '../domain/obligation.ts';
import type { ComingLetter } from '../domain/obligation.ts';
import { Refusal } from '../domain/refusal.ts';
import { endOf, instantOf } from '../domain/zone.ts';
import type { Db } from '../store/connection.ts';
import { readCycleFacts } from '../store/cycles.ts';
import { getObligationOf } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import type { LedgerLine } from './claim-letters.ts';
import { isOfDay } from './read-ledger.ts';

export interface ExplainDay {
  cycle: string;
  agency: string;
  day: Temporal.PlainDate;
  now: Temporal.Instant;
}

/**
 * Why an agency got the letters that it got on a day, and why not others: the ledger's lines of that day, to it and about
 * it, and what became of every rung of its ladder near that day. Refuses: `obligation.not_found`, `cycle.not_found`.
 */
export async function explainDay(db: Db, { cycle: cycleId, agency, day, now }: ExplainDay) {
  const { cycle, regime, calendar, taken } = await readCycleFacts(db, cycleId);
  const obligation = await getObligationOf(db, cycleId, agency);
  const held = heldDates(obligation, cycle.openedAt, await listMoves(db, obligation.id));
  const lines = await listWaveLines(db, obligation.id);
  const { term } = cycle;
  const fates = rungFates({ obligation, held, lines, taken, regime, term, calendar, now });
  const [next] = comingLetters(obligation, now, regime, term, calendar);
  return {
    cycle,
    obligation,
    day,
    now,
    due: dueOf(obligation),
    held,
    dayOff: dayOffOf(day, calendar),
    lines: await listLinesOf(db, obligation, day),
    rungs: rungsNear(fates, day),
    next,
  } satisfies {
    lines: LedgerLine[];
    rungs: readonly RungFate[];
    next: ComingLetter | undefined;
  } & Record<string, unknown>;
}

export type Explained = Awaited<ReturnType<typeof explainDay>>;

/** What moved the agency's date, in the records of extensions, reviews, reopenings and calendars. */
async function listMoves(db: Db, obligation: string): Promise<DateMove[]> {
  const granted = await db
    .selectFrom('extension')
    .select(['decided_at', 'granted_until'])
    .where('obligation_id', '=', obligation)
    .where('decision', '=', 'granted')
    .execute();
  const returned = await db
    .selectFrom('review')
    .innerJoin('submission', 'submission.id', 'review.submission_id')
    .select(['reviewed_at', 'correction_due'])
    .where('obligation_id', '=', obligation)
    .where('verdict', '=', 'returned')
    .execute();
  const reopened = await db
    .selectFrom('reopening')
    .innerJoin('submission', 'submission.id', 'reopening.submission_id')
    .select(['reopened_at as at', 'correction_due as due'])
    .where('obligation_id', '=', obligation)
    .execute();
  const moved = await db.selectFrom('due_move').selectAll().where('obligation_id', '=', obligation).execute();
  return [
    ...moved.map(({ moved_at: at, kind, to_due: due, from_due: from, since }) => ({
      ...{ at, kind, due },
      byCalendar: { from, since },
    })),
    ...reopened.map(({ at, due }) => ({ at, due, kind: 'correction' as const })),
    ...granted.flatMap(({ decided_at: at, granted_until: due }) =>
      at && due ? [{ at, due, kind: 'extended' as const }] : [],
    ),
    ...returned.flatMap(({ reviewed_at: at, correction_due: due }) =>
      due ? [{ at, due, kind: 'correction' as const }] : [],
    ),
  ];
}

async function listWaveLines(db: Db, obligation: string): Promise<RungLine[]> {
  const rows = await db
    .selectFrom('notification')
    .select(['slot', 'rung', 'revision', 'state', 'reason'])
    .where('obligation_id', '=', obligation)
    .where('rung', 'is not', null)
    // One that was sent again stands after the first.
    .orderBy('planned_at')
    .execute();
  return rows.map(({ rung, reason, ...row }) => ({ ...row, rung: rung ?? '', reason: reason ?? undefined }));
}

/** The lines of a day to the agency, and those to the focal agency's people that are about it. */
const listLinesOf = (db: Db, { id, cycle, agency }: OwedReport, day: Temporal.PlainDate): Promise<LedgerLine[]> =>
  db
    .selectFrom('notification')
    .selectAll()
    .where('cycle_id', '=', cycle)
    .where((eb) => eb.or([eb('obligation_id', '=', id), eb('slot', 'like', `${cycle}/${agency}/%`)]))
    .where(isOfDay(instantOf(day, '00:00'), endOf(day)))
    .orderBy('planned_at')
    .orderBy('slot')
    .execute();

/** Why the office does not work on a day: the name of the official day off, or the weekend; undefined when it works. */
export function dayOffOf(day: Temporal.PlainDate, calendar: Calendar): string | undefined {
  try {
    if (isWorkingDay(day, calendar)) return undefined;
    return calendar.days.get(day.toString())?.name ?? 'cuối tuần';
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.gap') return undefined;
    throw error;
  }
}
