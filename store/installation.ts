import { officeHours } from '../domain/send-window.ts';
import type { OfficeHours, SendWindow } from '../domain/send-window.ts';
import { readVersion, versionInForce } from './calendars.ts';
import type { Db } from './connection.ts';

/** The hours in which letters leave from this installation. */
export async function getSendWindow(db: Db): Promise<SendWindow> {
  const row = await db.selectFrom('installation').select(['send_from', 'send_to']).executeTakeFirst();
  return row ? { from: row.send_from, to: row.send_to } : officeHours;
}

/** The working days and hours by which letters leave. Refuses: `calendar.gap` when there is no calendar. */
export async function getOfficeHours(db: Db): Promise<OfficeHours> {
  const row = await db
    .selectFrom(versionInForce(db).as('calendar'))
    .leftJoin('installation', (join) => join.onTrue())
    .select(hoursColumns)
    .executeTakeFirst();
  return readHours(db, row);
}

/** What tells the working days and hours, for a statement that reads them beside something else. */
export const hoursColumns = [
  ...(['calendar.version', 'calendar.imported_at', 'calendar.given_sha256'] as const),
  ...(['installation.send_from', 'installation.send_to'] as const),
] as const;

/** The working days and hours that those columns tell. Refuses: `calendar.gap` when there is no calendar. */
export async function readHours(db: Db, row: HoursRow | undefined): Promise<OfficeHours> {
  const window = row?.send_from && row.send_to ? { from: row.send_from, to: row.send_to } : officeHours;
  return { calendar: await readVersion(db, row), window };
}

type HoursRow = NonNullable<Parameters<typeof readVersion>[1]> & { send_from: string | null; send_to: string | null };

/** Sets the hours in which letters leave. */
export async function putSendWindow(db: Db, { from, to }: SendWindow): Promise<void> {
  await db
    .insertInto('installation')
    .values({ send_from: from, send_to: to })
    .onConflict((conflict) => conflict.column('one').doUpdateSet({ send_from: from, send_to: to }))
    .execute();
}
