import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { getAgency } from '../store/agencies.ts';
import type { Db } from '../store/connection.ts';
import { replaceContact } from './replace-contact.ts';
import type { TypedContact } from './replace-contact.ts';

export interface ChangeContact extends TypedContact {
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Gives an agency another contact for a role; the one before is withdrawn, and letters written from now on go to the new
 * one, and so do those that wait and have not been tried. The same contact again changes nothing, unless its letters came back: then the address counts as mended. Refuses: `agency.not_found`, `request.invalid`, `actor.not_allowed`.
 */
export function changeContact(db: Db, { actor, at, ...contact }: ChangeContact): Promise<void> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    await getAgency(tx, contact.agency);
    await replaceContact(tx, contact, actor, at);
  });
}
