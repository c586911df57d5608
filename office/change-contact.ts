import { randomUUID } from 'node:crypto';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import type { ContactRole } from '../domain/agency.ts';
import { Refusal } from '../domain/refusal.ts';
import { getAgency } from '../store/agencies.ts';
import { record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';

export interface ChangeContact {
  agency: string;
  role: ContactRole;
  name: string;
  title: string;
  email: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Gives an agency another contact for a role; the one before is withdrawn, and letters written from now on go to the new
 * one. The same contact again changes nothing, unless its letters came back: then the address counts as mended. Refuses: `agency.not_found`, `request.invalid`, `actor.not_allowed`.
 */
export function changeContact(db: Db, { agency, role, actor, at, ...typed }: ChangeContact): Promise<void> {
  demand(actor, 'review');
  const contact = { name: typed.name.trim(), title: typed.title.trim(), email: typed.email.trim().toLowerCase() };
  return db.transaction().execute(async (tx) => {
    await getAgency(tx, agency);
    refuseIncomplete(contact);
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
    if (current.length === 1 && same && !only?.bounced_at) return;
    await tx
      .updateTable('contact')
      .set({ withdrawn_at: at, withdrawn_reason: 'thay người liên hệ' })
      .where('agency_code', '=', agency)
      .where('role', '=', role)
      .where('withdrawn_at', 'is', null)
      .execute();
    const row = { id: randomUUID(), agency_code: agency, role, ...contact, valid_from: at };
    await tx
      .insertInto('contact')
      .values({ ...row, withdrawn_at: null, withdrawn_reason: null })
      .execute();
    await record(tx, { actor, at, verb: 'change-contact', subject: `agency/${agency}`, facts: { role } });
  });
}

function refuseIncomplete({ name, email }: { name: string; email: string }): void {
  const problems = [
    ...(name ? [] : [{ field: 'name', message: 'Cần ghi họ tên hoặc tên hộp thư.' }]),
    ...(/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(email)
      ? []
      : [{ field: 'email', message: 'Địa chỉ thư điện tử chưa đúng.' }]),
  ];
  if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
}
