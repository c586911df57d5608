import { randomUUID } from 'node:crypto';
import type { Actor, PersonRole } from '../domain/actor.ts';
import { dueOf } from '../domain/obligation.ts';
import { Refusal } from '../domain/refusal.ts';
import { demandHead, demandRoom, tidyName } from '../domain/room-rule.ts';
import { listContacts } from '../store/agencies.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { findLinkOf } from '../store/room-links.ts';
import { actingName } from './acting-name.ts';
import { notifyPerson } from './notify-person.ts';
import { personProblems } from './person-problems.ts';

export interface AddPerson {
  obligation: string;
  name: string;
  email: string;
  role: PersonRole;
  actor: Actor;
  at: Temporal.Instant;
}

/** As many as a large agency needs, and few enough that nobody mails the world from a room. */
export const mostLinks = 20;

/**
 * Gives a person of an agency a link of their own, which leaves to their address; answers its id. The same address in the
 * same role again: the link that there is. A head's link goes to the registered head, whoever asks
 * for it; only the head and the focal agency give one to another address.
 * Refuses: `actor.not_allowed`, `person.not_head`, `request.invalid`, `cycle.closed`.
 */
export function addPerson(db: Db, { obligation, role, actor, at, ...typed }: AddPerson): Promise<string> {
  const person = { name: tidyName(typed.name), email: typed.email.trim().toLowerCase(), role };
  return db.transaction().execute(async (tx) => {
    const owed = await lockObligation(tx, obligation);
    demandRoom(actor, owed.agency);
    if (role === 'head' && !(await isRegisteredHead(tx, owed.agency, person.email))) demandHead(actor);
    if (owed.closedAt) throw new Refusal('cycle.closed', { closedAt: owed.closedAt.toString() });
    const known = await findLinkOf(tx, obligation, person);
    if (known) return known.id;
    await refuseWrong(tx, obligation, person);
    const link = await insertLink(tx, owed, person, actor, at);
    await notifyPerson(
      tx,
      {
        slot: `${owed.cycle}/${owed.agency}/link/${link}`,
        letter: {
          kind: 'room-link',
          agency: owed.agencyName,
          person: person.name,
          roomLink: link,
          role,
          by: actingName(actor, owed.agencyName),
          due: dueOf(owed).due,
        },
        owed,
        to: [{ role: role === 'head' ? 'head' : 'colleague', name: person.name, title: '', email: person.email }],
        why: `Liên kết riêng vào phòng nộp báo cáo, do ${actingName(actor, owed.agencyName)} thêm`,
      },
      at,
    );
    return link;
  });
}

/** Writes the link down; its letter is the caller's. */
export async function insertLink(
  tx: Tx,
  owed: OwedReport,
  person: { name: string; email: string; role: PersonRole },
  actor: Actor,
  at: Temporal.Instant,
): Promise<string> {
  const id = randomUUID();
  await tx
    .insertInto('room_link')
    .values({
      ...{ id, obligation_id: owed.id, ...person, made_at: at, made_by: actorName(actor) },
      ...{ revoked_at: null, revoked_by: null, last_used_at: null },
    })
    .execute();
  await record(tx, { actor, at, verb: 'add-person', subject: owed.id, facts: { link: id, role: person.role } });
  return id;
}

/** The link reaches nobody but the head: the letter goes to the address that is registered. */
async function isRegisteredHead(tx: Tx, agency: string, email: string): Promise<boolean> {
  return (await listContacts(tx, agency, ['head'])).some((head) => head.email.toLowerCase() === email);
}

async function refuseWrong(tx: Tx, obligation: string, person: { name: string; email: string }): Promise<void> {
  const problems = personProblems(person);
  const { held } = await tx
    .selectFrom('room_link')
    .select((eb) => eb.fn.countAll<number>().as('held'))
    .where('obligation_id', '=', obligation)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (held >= mostLinks) {
    const message = `Đã có ${mostLinks} liên kết riêng; đề nghị thu hồi liên kết không còn dùng trước khi thêm.`;
    problems.push({ field: 'email', message });
  }
  if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
}
