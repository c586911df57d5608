import type { RoomRule } from '../domain/room-rule.ts';
import type { Db } from './connection.ts';

/** What an agency asks for now: each rule in force with when and by whom it was switched on. */
export async function listRoomRules(db: Db, agency: string) {
  const rows = await db
    .selectFrom('room_rule')
    .select(['rule', 'on_at', 'on_by'])
    .where('agency_code', '=', agency)
    .where('off_at', 'is', null)
    .execute();
  return new Map(rows.map(({ rule, on_at, on_by }) => [rule, { since: on_at, by: on_by }]));
}

export type RoomRules = Awaited<ReturnType<typeof listRoomRules>>;

/** Whether an agency asks for something now. */
export const asksFor = async (db: Db, agency: string, rule: RoomRule): Promise<boolean> =>
  (await listRoomRules(db, agency)).has(rule);
