import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { calendarOf } from '../domain/calendar.ts';
import type { Calendar, CalendarDay } from '../domain/calendar.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Db, Tx } from './connection.ts';
import type { Tables } from './schema.ts';

/** A version of the working calendar: what it rests on, who brought it in, when and why. */
export interface CalendarVersion {
  version: string;
  source: string;
  author: string;
  note: string;
  importedAt: Temporal.Instant;
  /** What was imported, hashed. */
  givenSha256: string;
}

/** The calendar version in force: the one imported last. Refuses: `calendar.gap` when there is none. */
export async function getCalendar(db: Db): Promise<Calendar> {
  return readVersion(db, await versionInForce(db).executeTakeFirst());
}

/** Which version is in force. */
export const versionInForce = (db: Db) =>
  db
    .selectFrom('calendar')
    .select(['calendar.version', 'calendar.imported_at', 'calendar.given_sha256'])
    .orderBy('imported_at', 'desc')
    .orderBy('version', 'desc')
    .limit(1);

type InForce = Pick<Selectable<Tables['calendar']>, 'version' | 'imported_at' | 'given_sha256'>;

/** The days of a version never change: the one in force is read once for each database, not for each letter. */
const kept = new WeakMap<object, { calendar: Calendar; name: string }>();

/** The days of the version that was found to be in force. Refuses: `calendar.gap` when there is none. */
export async function readVersion(db: Db, inForce: InForce | undefined): Promise<Calendar> {
  if (!inForce) throw new Refusal('calendar.gap', { day: '', version: '' });
  const { version, imported_at, given_sha256 } = inForce;
  const name = [version, imported_at, given_sha256].join(' ');
  // A transaction shares its database's adapter.
  const database = db.getExecutor().adapter;
  const known = kept.get(database);
  if (known?.name === name) return known.calendar;
  const rows = await db.selectFrom('calendar_day').selectAll().where('version', '=', version).orderBy('date').execute();
  if (rows.length === 0) throw new Refusal('calendar.gap', { day: '', version });
  const calendar = calendarOf(version, rows.map(dayIn));
  kept.set(database, { calendar, name });
  return calendar;
}

/** A version of the calendar, in force or not. Refuses: `calendar.not_found`. */
export async function getCalendarOf(db: Db, version: string): Promise<Calendar> {
  const rows = await db.selectFrom('calendar_day').selectAll().where('version', '=', version).orderBy('date').execute();
  if (rows.length === 0) throw new Refusal('calendar.not_found', { version });
  return calendarOf(version, rows.map(dayIn));
}

/** The versions, the one in force first. */
export async function listCalendarVersions(db: Db): Promise<CalendarVersion[]> {
  const rows = await db
    .selectFrom('calendar')
    .selectAll()
    .orderBy('imported_at', 'desc')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ imported_at, given_sha256, ...row }) => ({
    ...row,
    importedAt: imported_at,
    givenSha256: given_sha256,
  }));
}

/** Writes a version with its days. */
export async function insertCalendarVersion(
  tx: Tx,
  { importedAt, givenSha256, ...version }: CalendarVersion,
  days: readonly CalendarDay[],
): Promise<void> {
  await tx
    .insertInto('calendar')
    .values({ ...version, imported_at: importedAt, given_sha256: givenSha256 })
    .execute();
  const rows = days.map(({ date, name, kind, source, confidence }) => {
    return { version: version.version, date: Temporal.PlainDate.from(date), name, kind, source, confidence };
  });
  for (let from = 0; from < rows.length; from += 500) {
    await tx
      .insertInto('calendar_day')
      .values(rows.slice(from, from + 500))
      .execute();
  }
}

/** One import at a time: the next one waits for the transaction's end. */
export const lockForImport = (tx: Tx): Promise<unknown> =>
  sql`lock table calendar in share row exclusive mode`.execute(tx);

/** No import comes between reading the calendar in force and storing dates that were reckoned by it. */
export const holdCalendar = (tx: Tx): Promise<unknown> => sql`lock table calendar in share mode`.execute(tx);

const dayIn = ({ date, name, kind, source, confidence }: Selectable<Tables['calendar_day']>): CalendarDay => ({
  date: date.toString(),
  name,
  kind,
  source,
  confidence,
});
