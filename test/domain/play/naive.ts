import type { Calendar } from '../../../domain/calendar.ts';
import type { Script } from '../../../domain/play/script.ts';
import type { Played } from '../../../domain/play/play-cycle.ts';
import type { Regime, Rung, StatedDate } from '../../../domain/regime.ts';
import type { Term } from '../../../domain/term.ts';

/*
 * The same arithmetic once more, as simply as can be and without a line of domain/: days are whole numbers from
 * 1970-01-01 in Vietnam, instants are milliseconds, working days are counted one by one.
 */

const dayMs = 24 * 60 * 60 * 1000;
const vietnamMs = 7 * 60 * 60 * 1000;

export const ms = (at: Temporal.Instant): number => at.epochMilliseconds;
/** The day in Vietnam of a moment. */
export const dayOfMs = (at: number): number => Math.floor((at + vietnamMs) / dayMs);
export const dayOfDate = (date: { toString(): string }): number => Date.parse(`${date.toString()}T00:00Z`) / dayMs;
/** The moment of a wall-clock time. */
export const msOf = (day: number, time: string): number => day * dayMs - vietnamMs + minutesOf(time) * 60_000;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
/** A moment as a failing check names it: `2026-12-17 08:00`. */
export const words = (at: number): string => new Date(at + vietnamMs).toISOString().slice(0, 16).replace('T', ' ');

const officials = new WeakMap<Calendar, Map<number, boolean>>();

/** Whether a day is worked: what the calendar says of it, else Monday to Friday (1970-01-01 was a Thursday). */
export function isWorked(day: number, calendar: Calendar): boolean {
  let known = officials.get(calendar);
  if (!known) {
    known = new Map([...calendar.days].map(([date, { kind }]) => [dayOfDate(date), kind === 'makeup_work']));
    officials.set(calendar, known);
  }
  return known.get(day) ?? (day + 3) % 7 < 5;
}

/** The day so many working days away, stepping from day to day. */
export function stepWorked(day: number, count: number, calendar: Calendar): number {
  let [left, reached] = [Math.abs(count), day];
  while (left > 0) {
    reached += Math.sign(count);
    if (isWorked(reached, calendar)) left -= 1;
  }
  return reached;
}

const lengths = { year: 12, half: 6, quarter: 3, month: 1, once: 12 };

/** The day of a stated date, worded and rolled. */
export function statedOn(stated: StatedDate, { frequency }: Regime, term: Term, calendar: Calendar): number {
  let day = Number.NaN;
  if ('monthDay' in stated) day = dayOfDate(`${term.year}-${stated.monthDay}`);
  else {
    const month = (term.part ?? 1) * lengths[frequency] - 1 + stated.monthsAfter;
    const last = new Date(Date.UTC(term.year, month + 1, 0)).getUTCDate();
    day = Date.UTC(term.year, month, Math.min(stated.day, last)) / dayMs;
  }
  if (stated.wording === 'before') day -= 1;
  while (stated.roll !== 'keep' && !isWorked(day, calendar)) day += stated.roll === 'forward' ? 1 : -1;
  return day;
}

/** The moment of a rung that is counted in working days from a due date. */
export function rungMs({ when, time }: Rung, due: number, calendar: Calendar): number {
  if (!('workingDays' in when)) throw new Error('random rungs are counted in working days');
  return msOf(stepWorked(due, when.workingDays, calendar), time);
}

/** The calendar in force at a moment. */
export function calendarAt({ calendar }: Script, { done }: Played, at: number): Calendar {
  const changes = done.flatMap((deed) => (deed.act === 'calendar' && ms(deed.at) <= at ? [deed.calendar] : []));
  return changes.at(-1) ?? calendar;
}

/** An agency's duty as it stood: what it was last told, and by which facts. */
export interface Standing {
  from: number;
  owes: boolean;
  due: number;
  /** The date without a correction's: what the regime or an extension has given. */
  own: number;
  kind: 'due' | 'extended' | 'correction';
  revision: number;
  /** From when its date has held. */
  since: number;
}

/** How an agency stood from its cycle's opening on, one entry for each thing that was done about it. */
export function standingsOf(script: Script, played: Played, code: string): Standing[] {
  const agency = script.agencies.find((each) => each.code === code);
  if (!agency) return [];
  const { regime, term, calendar } = script;
  const stated = regime.dueOf?.[agency.kind] ?? regime.due;
  const facts = {
    owes: true,
    due: statedOn(stated, regime, term, calendar),
    extended: agency.extendedDue && dayOfDate(agency.extendedDue),
    correction: undefined as number | undefined,
    revision: 0,
    since: ms(played.opensAt),
  };
  const standing = (from: number): Standing => {
    const { owes, due, extended, correction, revision, since } = facts;
    const kind = correction === undefined ? (extended === undefined ? 'due' : 'extended') : 'correction';
    return { from, owes, due: correction ?? extended ?? due, own: extended ?? due, kind, revision, since };
  };
  const standings = [standing(ms(played.opensAt))];
  for (const deed of played.done) {
    if (deed.act === 'calendar' || deed.agency !== code) continue;
    if (deed.act === 'submit' || deed.act === 'excuse') facts.owes = false;
    if (deed.act === 'accept') Object.assign(facts, { owes: false, correction: undefined });
    if (deed.act === 'return' || (deed.act === 'extend' && deed.granted)) {
      const moved = deed.act === 'return' || facts.correction !== undefined ? 'correction' : 'extended';
      Object.assign(facts, { [moved]: dayOfDate(deed.until), revision: facts.revision + 1, since: ms(deed.at) });
    }
    if (deed.act === 'return') facts.owes = true;
    standings.push(standing(ms(deed.at)));
  }
  return standings;
}

/** How it stood at a moment: what is done at that very moment counts. */
export const standingAt = (standings: readonly Standing[], at: number): Standing | undefined =>
  standings.findLast(({ from }, place) => place === 0 || from <= at);

/** All the ways in which it stood at a moment, when more than one thing is done at it. */
export const standingsAt = (standings: readonly Standing[], at: number): Standing[] => [
  ...standings.filter(({ from }) => from < at).slice(-1),
  ...standings.filter(({ from }) => from === at),
];
