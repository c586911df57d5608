import type { Selectable } from 'kysely';
import { nextContact } from '../domain/addressees.ts';
import type { ContactRole } from '../domain/agency.ts';
import type { Addressee } from '../domain/letter.ts';
import { followedSlot } from '../domain/follow-up.ts';
import { revive } from '../domain/plain.ts';
import type { Tx } from '../store/connection.ts';
import { listKnownContacts } from '../store/contacts.ts';
import type { StoredLetter } from '../store/notifications.ts';
import type { Tables } from '../store/schema.ts';
import { notify } from './notify.ts';

type LedgerLine = Selectable<Tables['notification']>;

/**
 * Tries a letter that reached nobody with the agency's next contact that works and has not had it: a slot of its own,
 * `<slot>/next/<n>`. Like every letter it looks at the facts when it is claimed: an agency that has reported meanwhile
 * gets nothing. Keeps the first one's planned moment, so that a newer rung still overtakes it.
 * Out: the contact, or undefined when none is left.
 */
export async function tryNextContact(tx: Tx, line: LedgerLine, at: Temporal.Instant): Promise<Addressee | undefined> {
  if (!line.agency_code) return undefined;
  const first = followedSlot(line.slot);
  const family = await listFamily(tx, line.agency_code, first);
  const tried = new Set(family.flatMap(({ recipients }) => recipients.map(({ email }) => email)));
  const next = nextContact(await listKnownContacts(tx, [line.agency_code]), tried);
  if (!next) return undefined;
  await notify(
    tx,
    {
      slot: `${first}/next/${family.length}`,
      letter: revive<StoredLetter>(line.letter),
      cycle: line.cycle_id ?? undefined,
      agency: line.agency_code,
      obligation: line.obligation_id ?? undefined,
      revision: line.revision,
      rung: line.rung ?? undefined,
      page: line.page ?? undefined,
      why: `Thư trước bị trả về nên gửi đến người liên hệ kế tiếp. Lý do ban đầu: ${family[0]?.why ?? line.why}`,
      to: [next.role as ContactRole],
      plannedAt: line.planned_at,
    },
    at,
  );
  return next;
}

/** The letter and those that were tried after it, the first one first. */
async function listFamily(tx: Tx, agency: string, first: string) {
  const rows = await tx
    .selectFrom('notification')
    .select(['slot', 'recipients', 'why'])
    .where('agency_code', '=', agency)
    .where((eb) => eb(eb.fn<boolean>('starts_with', ['slot', eb.val(first)]), '=', true))
    .orderBy((eb) => eb.fn('length', ['slot']))
    .execute();
  return rows.filter(({ slot }) => followedSlot(slot) === first);
}
