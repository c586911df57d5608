import type { ContactRole } from '../domain/agency.ts';
import { bounceCause, bounceOf, speaksOfAddress } from '../domain/bounce.ts';
import type { BounceCause } from '../domain/bounce.ts';
import type { Addressee, ReturnedLetter } from '../domain/letter.ts';
import type { Tx } from '../store/connection.ts';
import type { LedgerLine } from './claim-letters.ts';
import { notify } from './notify.ts';
import { tryNextContact } from './try-next-contact.ts';

/** An address that the mail server did not take, and its answer. */
export interface RefusedAddress {
  address: string;
  reply: string;
}

/**
 * Tells the focal agency of addresses that the mail server refused at once. A letter that reached nobody because its
 * addresses do not exist goes to the agency's next contact. Contacts are not struck out: a relay that is set up wrongly
 * for an hour refuses everybody. A flag about a letter that was itself a flag would go round in circles: the ledger shows
 * that one.
 */
export async function flagRefused(
  tx: Tx,
  line: LedgerLine,
  subject: string,
  refused: readonly RefusedAddress[],
  at: Temporal.Instant,
): Promise<void> {
  if (line.kind === 'delivery-failed') return;
  const agency = line.agency_code
    ? await tx.selectFrom('agency').select('name').where('code', '=', line.agency_code).executeTakeFirst()
    : undefined;
  const returned = await takeWrongAddress(tx, line, refused, at);
  await notify(
    tx,
    {
      slot: `${line.slot}/refused`,
      letter: {
        kind: 'delivery-failed',
        agency: agency?.name ?? namesOf(line.recipients),
        addresses: refused.map(({ address }) => address),
        subject,
        reply: refused[0]?.reply ?? '',
        ...(returned && { returned }),
      },
      cycle: line.cycle_id ?? undefined,
      page: line.agency_code ? `/cycles/${line.cycle_id}/agencies/${line.agency_code}` : '/letters-ledger?state=failed',
      why: 'Máy chủ thư từ chối địa chỉ; cần Sở Khoa học và Công nghệ sửa người liên hệ',
      to: ['officer'],
    },
    at,
  );
}

/** What the answers say of an agency's addresses, and whether the next contact was tried; undefined when they blame none. */
async function takeWrongAddress(
  tx: Tx,
  line: LedgerLine,
  refused: readonly RefusedAddress[],
  at: Temporal.Instant,
): Promise<ReturnedLetter | undefined> {
  const causes = refused.map(causeOf);
  const cause = causes.find((each) => each !== 'unclear' && speaksOfAddress(each));
  if (!line.agency_code || !cause) return undefined;
  const addresses = new Set(refused.map(({ address }) => address.toLowerCase()));
  const blamed = line.recipients.filter(({ email }) => addresses.has(email.toLowerCase()));
  const roles = [...new Set(blamed.map(({ role }) => role as ContactRole))];
  if (line.state !== 'failed') return { cause, roles, next: 'not_needed' };
  return { cause, roles, next: (await tryNextContact(tx, line, at)) ? 'tried' : 'none' };
}

function causeOf({ address, reply }: RefusedAddress): BounceCause {
  const bounce = bounceOf({ address, action: 'failed', status: '', diagnostic: reply });
  return bounce ? bounceCause(bounce) : 'unclear';
}

const namesOf = (recipients: readonly Addressee[]): string => recipients.map(({ name }) => name).join(', ');
