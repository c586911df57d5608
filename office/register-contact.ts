import type { Actor } from '../domain/actor.ts';
import type { ContactRole } from '../domain/agency.ts';
import type { Addressee } from '../domain/letter.ts';
import { Refusal } from '../domain/refusal.ts';
import { demandHead, demandRoom, tidyName } from '../domain/room-rule.ts';
import type { Db, Tx } from '../store/connection.ts';
import { listKnownContacts } from '../store/contacts.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { listRoomLinks } from '../store/room-links.ts';
import { listRoomRules } from '../store/room-rules.ts';
import { actingName } from './acting-name.ts';
import { notifyPerson } from './notify-person.ts';
import { replaceContact } from './replace-contact.ts';
import type { ReplacedContact } from './replace-contact.ts';

export interface RegisterContact {
  obligation: string;
  role: ContactRole;
  name: string;
  title: string;
  email: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * An agency gives another contact of its own from the room: the one before is withdrawn, and its head is told, the head of
 * before too. The same again: nothing changes. While the head has a link of their own or approves, only the head gives
 * another head; while codes go to the mailbox, only the head gives another mailbox.
 * Refuses: `request.invalid`, `person.not_head`, `actor.not_allowed`, `cycle.closed`.
 */
export function registerContact(db: Db, { obligation, role, actor, at, ...typed }: RegisterContact): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const owed = await lockObligation(tx, obligation);
    demandRoom(actor, owed.agency);
    if (owed.closedAt) throw new Refusal('cycle.closed', { closedAt: owed.closedAt.toString() });
    if (await isHeads(tx, owed, role)) demandHead(actor);
    const heads = await headsOf(tx, owed.agency);
    const contact = { ...typed, name: tidyName(typed.name), title: tidyName(typed.title), agency: owed.agency, role };
    const replaced = await replaceContact(tx, contact, actor, at);
    if (replaced) await tellHeads(tx, owed, { role, replaced, heads }, actor, at);
  });
}

/** Whether a contact is the head's to change: whoever changes it could otherwise take the head's place. */
async function isHeads(tx: Tx, owed: OwedReport, role: ContactRole): Promise<boolean> {
  if (role === 'focal') return false;
  const rules = await listRoomRules(tx, owed.agency);
  if (role === 'mailbox') return rules.has('code');
  const links = await listRoomLinks(tx, owed.id);
  return rules.has('approval') || rules.has('code') || links.some((link) => link.role === 'head' && !link.revokedAt);
}

const headsOf = async (tx: Tx, agency: string): Promise<Addressee[]> =>
  (await listKnownContacts(tx, [agency]))
    .filter(({ role }) => role === 'head')
    .map(({ role, name, title, email }) => ({ role, name, title, email }));

async function tellHeads(
  tx: Tx,
  owed: OwedReport,
  { role, replaced, heads }: { role: ContactRole; replaced: NonNullable<ReplacedContact>; heads: readonly Addressee[] },
  actor: Actor,
  at: Temporal.Instant,
): Promise<void> {
  const { id, contact, before } = replaced;
  const all = [...heads, ...(await headsOf(tx, owed.agency))];
  const told = all.filter((head, place) => all.findIndex(({ email }) => email === head.email) === place);
  for (const [place, head] of told.entries()) {
    await notifyPerson(
      tx,
      {
        slot: `${owed.cycle}/${owed.agency}/contact/${id}/${place}`,
        letter: {
          kind: 'contact-changed',
          ...{ agency: owed.agencyName, person: head.name, role, changedAt: at },
          by: actingName(actor, owed.agencyName),
          contact: { name: contact.name, email: contact.email },
          ...(before[0] && { before: before[0] }),
        },
        owed,
        to: [head],
        why: 'Người liên hệ của cơ quan vừa được thay từ phòng nộp báo cáo',
      },
      at,
    );
  }
}
