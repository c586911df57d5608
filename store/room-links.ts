import type { Selectable } from 'kysely';
import type { PersonRole } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Db, Tx } from './connection.ts';
import type { Tables } from './schema.ts';

/** A person's own link into an agency's room. */
export interface RoomLink {
  id: string;
  obligation: string;
  name: string;
  email: string;
  role: PersonRole;
  madeAt: Temporal.Instant;
  madeBy: string;
  revokedAt: Temporal.Instant | undefined;
  lastUsedAt: Temporal.Instant | undefined;
  /** The minutes in which it was used. */
  uses: number;
}

/** The link of an id, in force or not, or undefined. */
export async function findRoomLink(db: Db, id: string): Promise<RoomLink | undefined> {
  const row = await db.selectFrom('room_link').selectAll().where('id', '=', id).executeTakeFirst();
  return row && linkOf(row);
}

/** The link of an id among an obligation's. Refuses: `person.not_found`. */
export async function getRoomLink(db: Db, obligation: string, id: string): Promise<RoomLink> {
  const link = await findRoomLink(db, id);
  if (link?.obligation !== obligation) throw new Refusal('person.not_found');
  return link;
}

/** The link in force of an address, or undefined. */
export async function findLinkOf(
  db: Db,
  obligation: string,
  { email, role }: Pick<RoomLink, 'email' | 'role'>,
): Promise<RoomLink | undefined> {
  const row = await db
    .selectFrom('room_link')
    .selectAll()
    .where('obligation_id', '=', obligation)
    .where('email', '=', email)
    .where('role', '=', role)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row && linkOf(row);
}

/** Everybody who has, or had, a link of their own into an agency's room; those that hold first. */
export async function listRoomLinks(db: Db, obligation: string): Promise<RoomLink[]> {
  const rows = await db
    .selectFrom('room_link')
    .selectAll()
    .where('obligation_id', '=', obligation)
    .orderBy((eb) => eb('revoked_at', 'is not', null))
    .orderBy('made_at')
    .orderBy('name')
    .execute();
  return rows.map(linkOf);
}

/** When an agency's common link was used last, and in how many minutes; undefined when never. */
export function findCommonUse(db: Db, obligation: string) {
  return db
    .selectFrom('room_use')
    .select(['last_used_at', 'uses'])
    .where('obligation_id', '=', obligation)
    .executeTakeFirst();
}

/** Makes a link no longer open anything. */
export async function revokeRoomLink(tx: Tx, id: string, by: string, at: Temporal.Instant): Promise<void> {
  await tx
    .updateTable('room_link')
    .set({ revoked_at: at, revoked_by: by })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
}

const linkOf = (row: Selectable<Tables['room_link']>): RoomLink => ({
  id: row.id,
  obligation: row.obligation_id,
  name: row.name,
  email: row.email,
  role: row.role,
  madeAt: row.made_at,
  madeBy: row.made_by,
  revokedAt: row.revoked_at ?? undefined,
  lastUsedAt: row.last_used_at ?? undefined,
  uses: row.uses,
});
