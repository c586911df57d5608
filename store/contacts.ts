import { reachable } from '../domain/addressees.ts';
import type { KnownContact } from '../domain/addressees.ts';
import type { ContactRole } from '../domain/agency.ts';
import type { BounceCause } from '../domain/bounce.ts';
import type { Addressee } from '../domain/letter.ts';
import { anyOf } from './any-of.ts';
import type { Db } from './connection.ts';

/** A contact in force with what is known of its address. */
export interface ContactLine extends KnownContact {
  agency: string;
  bounceReason: BounceCause | undefined;
}

/** The contacts in force of agencies, the oldest first. */
export async function listKnownContacts(db: Db, agencies: readonly string[]): Promise<ContactLine[]> {
  if (agencies.length === 0) return [];
  const rows = await contactsInForce(db)
    .select(['agency_code', 'bounced_at', 'bounce_reason'])
    .where(anyOf('agency_code', agencies))
    .execute();
  return rows.map(({ agency_code, bounced_at, bounce_reason, ...contact }) => ({
    ...contact,
    agency: agency_code,
    bouncedAt: bounced_at ?? undefined,
    bounceReason: bounce_reason ?? undefined,
  }));
}

/** The contacts in force, the oldest first. */
export const contactsInForce = (db: Db) =>
  db
    .selectFrom('contact')
    .select(['role', 'name', 'title', 'email'])
    .where('withdrawn_at', 'is', null)
    .orderBy('valid_from')
    .orderBy('id');

/** To whom of an agency a letter for these roles goes, as its addresses are known to work. */
export async function listReachable(db: Db, agency: string, roles: readonly ContactRole[]): Promise<Addressee[]> {
  return roles.length === 0 ? [] : reachable(await listKnownContacts(db, [agency]), roles);
}

/** Strikes out an address wherever it is a contact: what does not exist exists for no agency. Answers the agencies and roles. */
export function markBounced(db: Db, address: string, reason: BounceCause, at: Temporal.Instant) {
  return db
    .updateTable('contact')
    .set({ bounced_at: at, bounce_reason: reason })
    .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', address))
    .where('withdrawn_at', 'is', null)
    .where('bounced_at', 'is', null)
    .returning(['agency_code', 'role'])
    .execute();
}
