import { calendarOf } from '../domain/calendar.ts';
import type { CalendarDay } from '../domain/calendar.ts';
import { calendarEffect } from '../domain/calendar-effect.ts';
import type { CalendarEffect, OpenCycle } from '../domain/calendar-effect.ts';
import { composeCalendar } from '../domain/compose-calendar.ts';
import type { Scope } from '../domain/compose-calendar.ts';
import type { DatedObligation } from '../domain/move-due.ts';
import type { WaitingLine } from '../domain/move-letter.ts';
import { dueOf } from '../domain/obligation.ts';
import type { RegimeFacts } from '../domain/plan-regime.ts';
import { revive } from '../domain/plain.ts';
import { termIn } from '../domain/term.ts';
import { getCalendar } from '../store/calendars.ts';
import type { Db } from '../store/connection.ts';
import { listOpenCycles, readCycleFacts } from '../store/cycles.ts';
import { getSendWindow } from '../store/installation.ts';
import { listWaveSlots } from '../store/notifications.ts';
import type { StoredLetter } from '../store/notifications.ts';
import type { OwedReport } from '../store/obligations.ts';
import { listRegimes } from '../store/regimes.ts';
import { contentHash } from './content-hash.ts';
import { lunarDaysOf } from './lunar-days.ts';

/** What is brought in as a new version of the calendar. */
export interface GivenCalendar {
  version: string;
  source: string;
  /** Why it comes; may be empty. */
  note: string;
  scope: Scope;
  days: readonly CalendarDay[];
}

/** What an import would do, and its mark: the same mark, the same effect. */
export interface ForeseenEffect {
  days: readonly CalendarDay[];
  effect: CalendarEffect;
  mark: string;
}

/**
 * What a version would change if it were imported at an instant. Reads only. Refuses: `request.invalid`, `calendar.gap`
 * when there is no calendar or the version does not reach an open cycle.
 */
export async function foreseeEffect(
  db: Db,
  { version, scope, days: given }: GivenCalendar,
  now: Temporal.Instant,
): Promise<ForeseenEffect> {
  const before = await getCalendar(db);
  const days = composeCalendar([...before.days.values()], given, scope, lunarDaysOf);
  const effect = calendarEffect({
    before,
    after: calendarOf(version, days),
    window: await getSendWindow(db),
    now,
    cycles: await readOpenCycles(db),
    regimes: await readRegimes(db),
    lines: await listWaitingLines(db),
  });
  const { cycles, dues } = effect;
  const mark = contentHash(JSON.parse(JSON.stringify({ before: before.version, days, cycles, dues })));
  return { days, effect, mark };
}

async function readOpenCycles(db: Db): Promise<OpenCycle[]> {
  const open: OpenCycle[] = [];
  for (const id of await listOpenCycles(db)) {
    const { cycle, regime, taken, obligations } = await readCycleFacts(db, id);
    const { words, term, cutOff, due, sendUp, extensionLimit } = cycle;
    const dates = { cutOff, due, sendUp, extensionLimit };
    open.push({ id, words, regime, term, dates, obligations: await dateObligations(db, id, obligations), taken });
  }
  return open;
}

async function dateObligations(db: Db, cycle: string, obligations: readonly OwedReport[]): Promise<DatedObligation[]> {
  const slots = Map.groupBy(await listWaveSlots(db, cycle), (slot) => slot.obligation_id ?? '');
  const untold = await listUntold(db, cycle);
  return obligations.map((owed) => {
    const mine = slots.get(owed.id) ?? [];
    const told = toldOf(owed, mine, untold);
    const climbed = new Set(mine.filter(isClimbed).flatMap(({ rung }) => rung ?? []));
    return { ...owed, told, climbed };
  });
}

type WaveSlotRow = Awaited<ReturnType<typeof listWaveSlots>>[number];

/** A reminder that has not left falls away with its date; a request stays and leaves with the new one. */
const isClimbed = ({ kind, state, reason }: WaveSlotRow): boolean =>
  kind === 'request' || (state !== 'planned' && reason !== 'due_moved');

/** The date that an agency knows: told by what has left, not by what still waits to leave. */
function toldOf(
  owed: OwedReport,
  slots: readonly WaveSlotRow[],
  untold: ReadonlyMap<string, Temporal.PlainDate>,
): Temporal.PlainDate | undefined {
  if (!slots.some(({ state }) => state === 'claimed' || state === 'sent' || state === 'bounced')) return undefined;
  return untold.get(owed.id) ?? dueOf(owed).due;
}

/** The dates that agencies knew before letters of a moved date that have not left yet. */
async function listUntold(db: Db, cycle: string): Promise<ReadonlyMap<string, Temporal.PlainDate>> {
  const rows = await db
    .selectFrom('notification')
    .select(['obligation_id', 'letter'])
    .where('cycle_id', '=', cycle)
    .where('kind', '=', 'due-moved')
    .where('state', '=', 'planned')
    .execute();
  return new Map(
    rows.flatMap(({ obligation_id, letter }) => {
      const stored = revive<StoredLetter>(letter);
      return obligation_id && stored.kind === 'due-moved' ? [[obligation_id, stored.from] as const] : [];
    }),
  );
}

async function readRegimes(db: Db): Promise<Omit<RegimeFacts, 'calendar'>[]> {
  const opened = await db.selectFrom('cycle').select(['regime_id', 'year', 'part']).execute();
  return (await listRegimes(db)).map(({ id, policy, activatedAt }) => ({
    regime: policy,
    activatedAt,
    opened: opened.filter((cycle) => cycle.regime_id === id).map(termIn),
  }));
}

/** The letters that wait in the ledger. */
export async function listWaitingLines(db: Db): Promise<WaitingLine[]> {
  const rows = await db
    .selectFrom('notification')
    .leftJoin('agency', 'agency.code', 'notification.agency_code')
    .select([
      'slot',
      'notification.kind',
      'obligation_id',
      'attempts',
      'planned_at',
      'not_before',
      'agency.name as agency_name',
    ])
    .where('state', '=', 'planned')
    .orderBy('slot')
    .execute();
  return rows.map(({ slot, kind, obligation_id, attempts, planned_at, not_before, agency_name }) => ({
    slot,
    kind,
    obligation: obligation_id ?? undefined,
    agencyName: agency_name ?? undefined,
    attempts,
    plannedAt: planned_at,
    notBefore: not_before,
  }));
}
