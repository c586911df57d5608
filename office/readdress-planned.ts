import { sql } from 'kysely';
import { reachable } from '../domain/addressees.ts';
import type { ContactRole } from '../domain/agency.ts';
import type { Addressee } from '../domain/letter.ts';
import type { Tx } from '../store/connection.ts';
import { listKnownContacts } from '../store/contacts.ts';
import { json } from '../store/json.ts';

/**
 * Gives the letters to an address that wait, and have not been tried yet, the contacts that work now: they were written
 * before it was known that it does not, or before somebody else came in its place. Letters to staff keep their people.
 */
export async function readdressPlanned(tx: Tx, address: string): Promise<void> {
  const waiting = await tx
    .selectFrom('notification')
    .select(['slot', 'agency_code', 'recipients'])
    .where('state', '=', 'planned')
    .where('attempts', '=', 0)
    .where('agency_code', 'is not', null)
    .where(sql<boolean>`recipients @> ${JSON.stringify([{ email: address }])}::jsonb`)
    .orderBy('slot')
    .forUpdate()
    .execute();
  const contacts = Map.groupBy(
    await listKnownContacts(tx, [...new Set(waiting.flatMap(({ agency_code }) => agency_code ?? []))]),
    ({ agency }) => agency,
  );
  for (const { slot, agency_code, recipients } of waiting) {
    const working = reachable(contacts.get(agency_code ?? '') ?? [], rolesOf(recipients));
    if (working.length === 0) continue;
    await tx
      .updateTable('notification')
      .set({ recipients: json(working) })
      .where('slot', '=', slot)
      .execute();
  }
}

const rolesOf = (recipients: readonly Addressee[]): ContactRole[] => recipients.map(({ role }) => role as ContactRole);
