import { differencesOf } from '../domain/differences.ts';
import { isAlive } from '../domain/submission-code.ts';
import { findApproval } from '../store/approvals.ts';
import type { Approval } from '../store/approvals.ts';
import type { Db } from '../store/connection.ts';
import { listContactHistory } from '../store/contact-history.ts';
import type { OwedReport } from '../store/obligations.ts';
import { findCommonUse, listRoomLinks } from '../store/room-links.ts';
import { listRoomRules } from '../store/room-rules.ts';
import { readPeople } from './read-people.ts';

/** Reads who works in an agency's room, what the agency asks for there, and what waits for its head. */
export async function readRoomPeople(db: Db, owed: OwedReport, now: Temporal.Instant) {
  const approval = await findApproval(db, owed.id);
  const contacts = await listContactHistory(db, owed.agency);
  return {
    links: await listRoomLinks(db, owed.id),
    commonUse: await findCommonUse(db, owed.id),
    rules: await listRoomRules(db, owed.agency),
    contacts,
    head: contacts.find(({ role, until }) => role === 'head' && !until),
    approval: approval && { ...approval, ...(await sinceAsked(db, owed, approval)) },
    code: await readCode(db, owed.id, now),
    person: await readPeople(db),
  };
}

export type RoomPeople = Awaited<ReturnType<typeof readRoomPeople>>;

/** What was changed since the draft was put forward, and how its letter stands. */
async function sinceAsked(db: Db, owed: OwedReport, { id, content, draftVersion }: Approval) {
  const draft = await db
    .selectFrom('draft')
    .select(['version', 'content'])
    .where('obligation_id', '=', owed.id)
    .executeTakeFirst();
  const changed = draft !== undefined && draft.version !== draftVersion;
  const letter = await db
    .selectFrom('notification')
    .select(['state', 'not_before', 'settled_at'])
    .where('slot', '=', `${owed.cycle}/${owed.agency}/approval/${id}`)
    .executeTakeFirst();
  const changes = changed ? differencesOf({ ...content, attachments: [] }, { ...draft.content, attachments: [] }) : [];
  return { letter, changes: changes.map(({ field }) => field) };
}

/** Until when the newest code may be typed; undefined when there is none that may. */
async function readCode(db: Db, obligation: string, now: Temporal.Instant): Promise<Temporal.Instant | undefined> {
  const row = await db
    .selectFrom('submission_code')
    .select(['expires_at', 'tries', 'used_at'])
    .where('obligation_id', '=', obligation)
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const alive = row && isAlive({ expiresAt: row.expires_at, tries: row.tries, used: row.used_at !== null }, now);
  return alive ? row.expires_at : undefined;
}
