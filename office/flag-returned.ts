import type { Selectable } from 'kysely';
import type { ContactRole } from '../domain/agency.ts';
import type { ReturnedLetter } from '../domain/letter.ts';
import { countSoftBounces } from '../store/bounces.ts';
import type { BounceLine } from '../store/bounces.ts';
import type { Tx } from '../store/connection.ts';
import type { Tables } from '../store/schema.ts';
import { notify } from './notify.ts';

type LedgerLine = Selectable<Tables['notification']>;

/** An address that puts letters off is flagged at every so many times. */
const patience = 3;

/** Tells the focal agency of an e-mail that was given up: which contact to look after, and whether the next one was tried. */
export async function flagReturned(
  tx: Tx,
  lines: readonly LedgerLine[],
  given: readonly BounceLine[],
  next: ReturnedLetter['next'],
  at: Temporal.Instant,
): Promise<void> {
  const [line] = lines;
  if (line) await flag(tx, line, given, { next }, `${line.slot}/returned/${given[0]?.id.slice(0, 12) ?? ''}`, at);
}

/** Tells the focal agency of addresses that put letters off time and again. */
export async function flagSoft(
  tx: Tx,
  lines: readonly LedgerLine[],
  fresh: readonly BounceLine[],
  at: Temporal.Instant,
) {
  const soft = fresh.filter(({ final }) => !final);
  for (const address of new Set(soft.map((bounce) => bounce.address))) {
    const times = await countSoftBounces(tx, address);
    const bounce = soft.findLast((each) => each.address === address);
    const line = lines.find(({ slot }) => slot === bounce?.slot);
    if (!bounce || !line || times % patience !== 0) continue;
    await flag(tx, line, [bounce], { next: 'not_needed', times }, `${line.slot}/put-off/${bounce.id.slice(0, 12)}`, at);
  }
}

/** A flag about a letter that was itself a flag would go round in circles: the ledger shows that one. */
async function flag(
  tx: Tx,
  line: LedgerLine,
  bounces: readonly BounceLine[],
  did: Pick<ReturnedLetter, 'next' | 'times'>,
  slot: string,
  at: Temporal.Instant,
): Promise<void> {
  const [first] = bounces;
  if (!first || line.kind === 'delivery-failed') return;
  const addresses = [...new Set(bounces.map(({ address }) => address))];
  const mended = line.recipients.filter(({ email }) => addresses.includes(email.toLowerCase()));
  const roles = line.agency_code ? [...new Set(mended.map(({ role }) => role as ContactRole))] : [];
  const page = line.agency_code && line.cycle_id ? `/cycles/${line.cycle_id}/agencies/${line.agency_code}` : ledgerPath;
  const agency = await nameOf(tx, line);
  await notify(
    tx,
    {
      slot,
      letter: {
        kind: 'delivery-failed',
        agency,
        addresses,
        subject: line.subject ?? '',
        reply: first.diagnostic,
        returned: { ...did, cause: first.cause, roles },
      },
      cycle: line.cycle_id ?? undefined,
      page,
      why: did.times
        ? `Một địa chỉ đã ${did.times} lần chưa nhận được thư; cần Sở Khoa học và Công nghệ kiểm tra`
        : 'Thư bị trả về; cần Sở Khoa học và Công nghệ sửa người liên hệ',
      to: ['officer'],
    },
    at,
  );
}

const ledgerPath = '/letters-ledger?state=bounced';

async function nameOf(tx: Tx, { agency_code, recipients }: LedgerLine): Promise<string> {
  if (!agency_code) return recipients.map(({ name }) => name).join(', ');
  const row = await tx.selectFrom('agency').select('name').where('code', '=', agency_code).executeTakeFirst();
  return row?.name ?? agency_code;
}
