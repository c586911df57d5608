import type { Actor, PersonRole } from '../../domain/actor.ts';
import type { RoomRule } from '../../domain/room-rule.ts';
import { addPerson } from '../../office/add-person.ts';
import { createLinks } from '../../office/link.ts';
import { saveDraft } from '../../office/save-draft.ts';
import { setRoomRule } from '../../office/set-room-rule.ts';
import { submitReport } from '../../office/submit-report.ts';
import { createSubmissionCodes } from '../../office/submission-codes.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from './clock.ts';
import { givenCycle } from './cycle.ts';
import { givenAgency, givenStaff, publicUrl, secret } from './people.ts';
import { givenReport } from './report.ts';

export const givenCodes = createSubmissionCodes(secret);

export interface GivenPerson {
  link: string;
  actor: Extract<Actor, { kind: 'agency' }>;
  /** The last part of `/room/<token>`. */
  token: string;
  headers: { authorization: string };
}

/** Somebody of an agency with a link of their own, given by the focal agency. */
export async function givenPerson(
  db: Db,
  cycle: string,
  { name, email, role, agency = 'STC' }: { name: string; email: string; role: PersonRole; agency?: string },
): Promise<GivenPerson> {
  const { obligation, actor } = await givenAgency(db, cycle, agency);
  const officer = await givenStaff(db, 'officer');
  const given = { obligation, name, email, role, actor: officer.actor, at: vn('2026-11-20 08:00') };
  const link = await addPerson(db, given);
  const token = createLinks(secret, publicUrl).personToken(link);
  return {
    link,
    actor: { ...actor, person: { link, name, role } },
    token,
    headers: { authorization: `Bearer ${token}` },
  };
}

/** The head of Sở Tài chính as the sample registers them. */
export const headEmail = 'thutruong.stc@quangngai.example';

/** Sở Tài chính's room in the cycle of 2026 with its people and what they do. */
export async function givenRoom(db: Db, ...rules: readonly RoomRule[]) {
  const cycle = await givenCycle(db);
  const { obligation, actor: common } = await givenAgency(db, cycle);
  const { actor: officer } = await givenStaff(db, 'officer', 'Trần Thị Bình');
  const mai = await givenPerson(db, cycle, { name: 'Lê Thị Mai', email: 'mai@stc.example', role: 'officer' });
  const head = await givenPerson(db, cycle, { name: 'Phạm Văn Hòa', email: headEmail, role: 'head' });
  for (const rule of rules) {
    await setRoomRule(db, { agency: 'STC', rule, on: true, actor: officer, at: vn('2026-11-20 09:00') });
  }
  const draft = (seen: number, at: string, sections: Record<string, string> = {}, actor: Actor = mai.actor) =>
    saveDraft(db, { obligation, content: givenReport(sections), seen, actor, at: vn(at) });
  const submit = (
    actor: Actor,
    at: string,
    attempt: string = crypto.randomUUID(),
    words: Record<string, string> = {},
  ) => submitReport(db, { obligation, report: givenReport(words), attempt, actor, at: vn(at) });
  return { db, cycle, obligation, common, officer, mai, head, draft, submit };
}

/** The ledger's lines of a kind, in the order in which they were written. */
export const linesOf = (db: Db, kind: string) =>
  db
    .selectFrom('notification')
    .selectAll()
    .where('kind', '=', kind as 'room-link')
    .orderBy('planned_at')
    .orderBy('slot')
    .execute();
