import type { Addressee } from '../domain/letter.ts';
import { postOffice } from '../domain/matter.ts';
import { lineStart } from '../domain/planned-line.ts';
import type { Recipient } from '../domain/regime.ts';
import type { OfficeHours } from '../domain/send-window.ts';
import { listStaffOf } from '../store/accounts.ts';
import { listContacts } from '../store/agencies.ts';
import { getOfficeHours } from '../store/installation.ts';
import type { Db } from '../store/connection.ts';
import { insertNotifications } from '../store/notifications.ts';
import type { Slot, StoredLetter } from '../store/notifications.ts';
import { wake } from '../store/wakes.ts';

/** A letter to be written into the ledger. */
export interface Notice extends Pick<
  Slot,
  'slot' | 'cycle' | 'agency' | 'obligation' | 'rung' | 'revision' | 'why' | 'page'
> {
  letter: StoredLetter;
  /** Contacts of `agency`, or the focal agency's people. */
  to: readonly Recipient[];
  /** The moment for which the regime planned it; the verb's own moment when it answers a person. */
  plannedAt?: Temporal.Instant;
}

export { leaveAt } from '../domain/planned-line.ts';

/** Writes a letter into the ledger, in the transaction of what it tells, and wakes the post office. A slot that is there stays. */
export async function notify(db: Db, notice: Notice, at: Temporal.Instant): Promise<void> {
  const { to, ...line } = notice;
  const recipients = await addresseesOf(db, to, notice.agency);
  const hours = await getOfficeHours(db);
  await insertNotifications(db, [slotFor(line, recipients, hours, at)]);
  await wake(db, postOffice, at);
}

/** The ledger's line for a letter: leaves within working hours; failed at once when nobody can be written to. */
export function slotFor(
  { plannedAt, ...notice }: Omit<Notice, 'to'>,
  recipients: readonly Addressee[],
  hours: OfficeHours,
  at: Temporal.Instant,
): Slot {
  const planned = plannedAt ?? at;
  const letter = { kind: notice.letter.kind, plannedAt: planned, recipients: recipients.length };
  return { ...notice, recipients, plannedAt: planned, ...lineStart(letter, hours, at) };
}

/** The addresses behind roles: an agency's contacts, and the focal agency's officers and leaders. */
export async function addresseesOf(db: Db, roles: readonly Recipient[], agency?: string): Promise<Addressee[]> {
  const contactRoles = roles.filter((role) => role === 'focal' || role === 'head' || role === 'mailbox');
  const staffRoles = roles.filter((role) => role === 'officer' || role === 'leader');
  const contacts = agency ? await listContacts(db, agency, contactRoles) : [];
  const staff = await Promise.all(staffRoles.map((role) => listStaffOf(db, role)));
  const all = [...contacts, ...staff.flat()];
  return all.filter((each, place) => all.findIndex((other) => other.email === each.email) === place);
}
