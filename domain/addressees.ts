import type { ContactRole } from './agency.ts';
import type { Addressee } from './letter.ts';

/** A contact in force of an agency, with the moment at which a letter to it came back for good. */
export interface KnownContact extends Addressee {
  role: ContactRole;
  bouncedAt: Temporal.Instant | undefined;
}

/** In which order an agency's contacts are tried when a letter came back. */
const order: readonly ContactRole[] = ['focal', 'head', 'mailbox'];

/**
 * To whom of an agency a letter goes: the contacts of the wanted roles whose address works; when none of these does, the
 * next contact that works; when none works at all, the wanted ones once more: an address may have been mended silently,
 * and a letter that is not tried is lost.
 * In: the agency's contacts in force, the oldest first. Out: in the order of the roles.
 */
export function reachable(contacts: readonly KnownContact[], roles: readonly ContactRole[]): Addressee[] {
  const wanted = contacts
    .filter(({ role }) => roles.includes(role))
    .toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
  const working = wanted.filter(({ bouncedAt }) => !bouncedAt);
  if (working.length > 0) return working.map(addresseeOf);
  const next = wanted.length > 0 ? nextContact(contacts, new Set(wanted.map(({ email }) => email))) : undefined;
  return next ? [next] : wanted.map(addresseeOf);
}

/** The contact to try next after some addresses: focal, then head, then mailbox; undefined when none is left that works. */
export function nextContact(contacts: readonly KnownContact[], tried: ReadonlySet<string>): Addressee | undefined {
  const [next] = contacts
    .filter(({ email, bouncedAt }) => !bouncedAt && !tried.has(email))
    .toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
  return next && addresseeOf(next);
}

const addresseeOf = ({ role, name, title, email }: Addressee): Addressee => ({ role, name, title, email });
