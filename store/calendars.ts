import { calendarOf } from '../domain/calendar.ts';
import type { Calendar } from '../domain/calendar.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Db } from './connection.ts';

/** The calendar version in force: the one imported last. Refuses: `calendar.gap` when there is none. */
export async function getCalendar(db: Db): Promise<Calendar> {
  const rows = await db
    .selectFrom('calendar_day')
    .selectAll()
    .where('version', '=', (eb) =>
      eb.selectFrom('calendar').select('version').orderBy('imported_at', 'desc').orderBy('version', 'desc').limit(1),
    )
    .execute();
  const version = rows[0]?.version;
  if (!version) throw new Refusal('calendar.gap', { day: '', version: '' });
  return calendarOf(
    version,
    rows.map((row) => ({ ...row, date: row.date.toString() })),
  );
}
