import { randomUUID } from 'node:crypto';
import type { Actor } from '../domain/actor.ts';
import type { ContactRole } from '../domain/agency.ts';
import type { ContactWords } from '../domain/letter.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName, record } from '../store/audits.ts';
import type { Tx } from '../store/connection.ts';
import { readdressPlanned } from './readdress-planned.ts';
import { endLink } from './revoke-person.ts';
import { personProblems } from './person-problems.ts';

/** A contact as somebody typed it. */
export interface TypedContact {
  agency: string;
  role: ContactRole;
  name: string;
  title: string;
  email: string;
}

/** What a change came to; undefined when the contact was that one already. */
export type ReplacedContact = { id: string; contact: ContactWords; before: ContactWords[] } | undefined;

/**
 * Gives an agency another contact for a role; the one before is withdrawn, and letters that wait untried go to the new one.
 * The same contact again changes nothing, unless its letters came back: then the address counts as mended. With a head's
 * address goes the link that it had.
 * Refuses: `request.invalid`.
 */
export async function replaceContact(
  tx: Tx,
  { agency, role, ...typed }: TypedContact,
  actor: Actor,
  at: Temporal.Instant,
): Promise<ReplacedContact> {
  const contact = { name: typed.name.trim(), title: typed.title.trim(), email: typed.email.trim().toLowerCase() };
  const problems = personProblems(contact);
  if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
  // One change at a time for an agency: a role has one contact.
  await tx.selectFrom('agency').select('code').where('code', '=', agency).forUpdate().execute();
  const current = await tx
    .selectFrom('contact')
    .select(['name', 'title', 'email', 'bounced_at'])
    .where('agency_code', '=', agency)
    .where('role', '=', role)
    .where('withdrawn_at', 'is', null)
    .execute();
  const [only] = current;
  const same = only?.name === contact.name && only.title === contact.title && only.email === contact.email;
  if (current.length === 1 && same && !only?.bounced_at) return undefined;
  await tx
    .updateTable('contact')
    .set({ withdrawn_at: at, withdrawn_reason: 'thay người liên hệ' })
    .where('agency_code', '=', agency)
    .where('role', '=', role)
    .where('withdrawn_at', 'is', null)
    .execute();
  const row = { id: randomUUID(), agency_code: agency, role, ...contact, valid_from: at, given_by: actorName(actor) };
  await tx
    .insertInto('contact')
    .values({ ...row, withdrawn_at: null, withdrawn_reason: null })
    .execute();
  // What waits in the ledger was written to the one before, who no longer acts for the agency.
  for (const { email } of current) if (email !== contact.email) await readdressPlanned(tx, email);
  if (role === 'head') await endHeadLinks(tx, agency, contact.email, actor, at);
  await record(tx, { actor, at, verb: 'change-contact', subject: `agency/${agency}`, facts: { role } });
  return { id: row.id, contact, before: current.map(({ name, email }) => ({ name, email })) };
}

/** A head of before does not submit any more: their links end in every cycle that is open. */
async function endHeadLinks(tx: Tx, agency: string, stays: string, actor: Actor, at: Temporal.Instant): Promise<void> {
  const links = await tx
    .selectFrom('room_link')
    .innerJoin('obligation', 'obligation.id', 'room_link.obligation_id')
    .select(['room_link.id', 'room_link.obligation_id'])
    .where('obligation.agency_code', '=', agency)
    .where('room_link.role', '=', 'head')
    .where('room_link.revoked_at', 'is', null)
    .where('room_link.email', '<>', stays)
    .orderBy('room_link.obligation_id')
    .execute();
  for (const { id, obligation_id } of links) await endLink(tx, obligation_id, id, actor, at);
}
