import { addWorkingDays } from '../domain/calendar.ts';
import { dayOf } from '../domain/zone.ts';
import type { Db } from '../store/connection.ts';
import { getCalendar } from '../store/calendars.ts';
import type { LetterRow } from '../store/letters.ts';
import type { AsOf } from './read-official-facts.ts';

/**
 * As of which instant a letter is written anew, and what it keeps: the day that the draft gave stays, since it is not for
 * the engine to give more time.
 */
export async function asOfLetter(
  db: Db,
  letter: LetterRow,
  at: Temporal.Instant,
): Promise<AsOf & { lastDay: Temporal.PlainDate }> {
  const { ordinal, extension, lastDay } = letter.content;
  const given = lastDay
    ? Temporal.PlainDate.from(lastDay)
    : addWorkingDays(dayOf(letter.drafted_at), 1, await getCalendar(db));
  return { at, lastDay: given, ordinal, extension };
}
