import { isPersonal } from '../domain/letter.ts';
import type { Addressee } from '../domain/letter.ts';
import type { Tx } from '../store/connection.ts';
import { getOfficeHours } from '../store/installation.ts';
import { insertNotifications } from '../store/notifications.ts';
import type { StoredLetter } from '../store/notifications.ts';
import type { OwedReport } from '../store/obligations.ts';
import { slotFor, wakePostOffices } from './notify.ts';

export interface PersonalNotice {
  slot: string;
  letter: StoredLetter;
  owed: OwedReport;
  to: readonly Addressee[];
  why: string;
}

/**
 * Writes a letter to somebody of an agency into the ledger. It is a line of that person, not of the agency: so it is
 * never enclosed with letters that others read, and never goes on to the next contact when it comes back.
 */
export async function notifyPerson(
  tx: Tx,
  { owed, to, ...notice }: PersonalNotice,
  at: Temporal.Instant,
): Promise<void> {
  if (!isPersonal(notice.letter.kind)) throw new Error(`${notice.letter.kind} is no letter to a person`);
  const line = { ...notice, cycle: owed.cycle, obligation: owed.id };
  const slot = slotFor(line, to, await getOfficeHours(tx), at);
  await insertNotifications(tx, [slot]);
  await wakePostOffices(tx, [slot], at);
}
