import { contentHash } from '../../../office/content-hash.ts';
import { randomUUID } from 'node:crypto';
import type { Calendar } from '../../../domain/calendar.ts';
import type { Script } from '../../../domain/play/script.ts';
import type { Db } from '../../../store/connection.ts';
import { json } from '../../../store/json.ts';

/** A part that may hold anything: reports that say the same would be one. */
const words = { code: 'I', title: 't', kind: 'narrative', required: false };

/** Plan, form, regime, calendar, agencies with their contacts, and the focal agency's people. */
export async function furnish(db: Db, { regime, calendar, window, agencies, staff }: Script, at: Temporal.Instant) {
  const source = 'made up';
  await db
    .insertInto('plan')
    .values({ id: 'plan', number: '1', title: 't', short_title: 't', groups: json([]), source })
    .execute();
  await db
    .insertInto('form')
    .values({ id: 'form', version: 1, title: 't', sections: json([words]), source })
    .execute();
  await db
    .insertInto('regime')
    .values({ id: regime.id, plan_id: 'plan', policy: json(regime), source, activated_at: at })
    .execute();
  await importCalendar(db, calendar, at);
  await db.insertInto('installation').values({ send_from: window.from, send_to: window.to }).execute();
  await insertAgencies(db, agencies, at);
  for (const role of staff) {
    const account = { id: randomUUID(), email: `${role}@x.example`, name: role, role, password: null };
    await db
      .insertInto('account')
      .values({ ...account, created_at: at })
      .execute();
  }
}

async function insertAgencies(db: Db, agencies: Script['agencies'], at: Temporal.Instant): Promise<void> {
  for (const [position, { code, name, kind, contacts }] of agencies.entries()) {
    const from = new Temporal.PlainDate(1945, 9, 2);
    const agency = { code, name, kind, valid_from: from, valid_to: null, parent: null, successors: json([]) };
    await db
      .insertInto('agency')
      .values({ ...agency, position, source: 'made up' })
      .execute();
    for (const role of contacts) {
      const contact = {
        id: randomUUID(),
        agency_code: code,
        role,
        name,
        title: '',
        email: `${role}.${code}@x.example`,
      };
      await db
        .insertInto('contact')
        .values({ ...contact, valid_from: at })
        .execute();
    }
  }
}

/** A new version of the calendar is in force from that moment on. */
export async function importCalendar(db: Db, { version, days }: Calendar, at: Temporal.Instant): Promise<void> {
  const name = `${version} at ${at.toString()}`;
  const fresh = await db
    .insertInto('calendar')
    .values({ version: name, source: 's', author: 'a', imported_at: at, given_sha256: contentHash([...days.keys()]) })
    .onConflict((conflict) => conflict.column('version').doNothing())
    .returning('version')
    .executeTakeFirst();
  if (!fresh) return;
  const rows = [...days.values()].map((day) => ({ ...day, date: Temporal.PlainDate.from(day.date), version: name }));
  await db.insertInto('calendar_day').values(rows).execute();
}
