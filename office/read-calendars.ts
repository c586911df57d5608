import type { Calendar } from '../domain/calendar.ts';
import { getCalendarOf, listCalendarVersions } from '../store/calendars.ts';
import type { CalendarVersion } from '../store/calendars.ts';
import type { Db } from '../store/connection.ts';

/** A version beside another one. */
export interface VersionView {
  versions: readonly CalendarVersion[];
  calendar: Calendar;
  /** The version that it is compared with: the one asked for, else the one before it; undefined for the first. */
  before: Calendar | undefined;
}

/** A version of the calendar (the one in force unless another is named) and what it is compared with. Refuses: `calendar.not_found`. */
export async function readVersion(db: Db, named?: string, beside?: string): Promise<VersionView> {
  const versions = await listCalendarVersions(db);
  const version = named ?? versions[0]?.version ?? '';
  const calendar = await getCalendarOf(db, version);
  const place = versions.findIndex((each) => each.version === version);
  const other = beside ?? versions[place + 1]?.version;
  return { versions, calendar, before: other ? await getCalendarOf(db, other) : undefined };
}
