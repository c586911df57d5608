import { createHash } from 'node:crypto';
import { leavesAtOnce } from '../domain/letter.ts';
import type { Addressee } from '../domain/letter.ts';
import { postOfficeMatter } from '../domain/matter.ts';
import type { Matter } from '../domain/matter.ts';
import { lineStart } from '../domain/planned-line.ts';
import { postOfficeOf } from '../domain/post-office.ts';
import type { Recipient } from '../domain/regime.ts';
import type { OfficeHours } from '../domain/send-window.ts';
import { writeAtOnce } from '../store/at-once.ts';
import type { Write } from '../store/at-once.ts';
import { listStaffOf } from '../store/accounts.ts';
import { listReachable } from '../store/contacts.ts';
import { getOfficeHours } from '../store/installation.ts';
import type { Db } from '../store/connection.ts';
import { newLines, recipientOf } from '../store/notifications.ts';
import type { Slot, StoredLetter } from '../store/notifications.ts';
import { wake, wakeLine } from '../store/wakes.ts';

/** A letter to be written into the ledger. */
export interface Notice extends Pick<
  Slot,
  'slot' | 'cycle' | 'agency' | 'obligation' | 'rung' | 'revision' | 'why' | 'page'
> {
  letter: StoredLetter;
  /** Contacts of `agency`, or the focal agency's people. */
  to: readonly Recipient[];
  /** Only these of them, by their addresses. */
  only?: readonly string[] | undefined;
  /** The moment for which the regime planned it; the verb's own moment when it answers a person. */
  plannedAt?: Temporal.Instant;
}

export { leaveAt } from '../domain/planned-line.ts';

/**
 * Writes a letter into the ledger, in the transaction of what it tells, and wakes its post office. A slot that is there
 * stays. An agency's contacts share one letter; of the focal agency's people each has a line of their own, with its own
 * outcome: `…/flag-missing/to-3f2a9c1b`.
 */
export async function notify(db: Db, notice: Notice, at: Temporal.Instant): Promise<void> {
  const { to, only, ...line } = notice;
  const addressees = await addresseesOf(db, to, notice.agency);
  const recipients = only ? addressees.filter(({ email }) => only.includes(email)) : addressees;
  const hours = await hoursOf(db, notice);
  const slots =
    notice.agency || recipients.length === 0
      ? [slotFor(line, recipients, hours, at)]
      : recipients.map((person) => slotFor({ ...line, slot: slotTo(line.slot, person) }, [person], hours, at));
  await writeAtOnce(db, slotWrites(db, slots, at));
}

/** A letter to an agency whose contacts are known, not written into the ledger yet. */
export interface AgencyNotice extends Omit<Notice, 'only' | 'to'> {
  recipients: readonly Addressee[];
}

/** What `notify` would write for an agency, as statements of the caller's own. */
export async function noticeWrites(
  db: Db,
  { recipients, ...line }: AgencyNotice,
  at: Temporal.Instant,
): Promise<Write[]> {
  return slotWrites(db, [slotFor(line, recipients, await hoursOf(db, line), at)], at);
}

/** The ledger's lines and the wakes of their post offices. */
const slotWrites = (db: Db, slots: readonly Slot[], at: Temporal.Instant): Write[] => [
  newLines(db, slots),
  ...wokenOffices(slots).map((office) => wakeLine(db, office, at)),
];

/** When letters may leave; what leaves at once asks for no hours. */
const hoursOf = async (db: Db, { letter }: Pick<Notice, 'letter'>): Promise<OfficeHours | undefined> =>
  leavesAtOnce(letter.kind) ? undefined : await getOfficeHours(db);

/** A person's own line; their address does not stand in it, since slots are written to logs. */
const slotTo = (slot: string, { email }: Addressee): string =>
  `${slot}/to-${createHash('sha256').update(email).digest('hex').slice(0, 8)}`;

/** Wakes the post offices through which planned letters leave. */
export async function wakePostOffices(db: Db, slots: readonly Slot[], at: Temporal.Instant): Promise<void> {
  for (const office of wokenOffices(slots)) await wake(db, office, at);
}

function wokenOffices(slots: readonly Slot[]): Matter[] {
  const planned = slots.filter(({ state }) => state === 'planned');
  const numbers = new Set(planned.map((slot) => postOfficeOf(recipientOf(slot))));
  return [...numbers].toSorted((a, b) => a - b).map(postOfficeMatter);
}

/** The ledger's line for a letter: leaves within working hours; failed at once when nobody can be written to. */
export function slotFor(
  { plannedAt, ...notice }: Omit<Notice, 'to'>,
  recipients: readonly Addressee[],
  hours: OfficeHours | undefined,
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
  const contacts = agency ? await listReachable(db, agency, contactRoles) : [];
  const staff = await Promise.all(staffRoles.map((role) => listStaffOf(db, role)));
  const all = [...contacts, ...staff.flat()];
  return all.filter((each, place) => all.findIndex((other) => other.email === each.email) === place);
}
