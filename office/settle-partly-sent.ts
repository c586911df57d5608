import type { ContactRole } from '../domain/agency.ts';
import { isForNow, retryAt } from '../domain/delivery.ts';
import { revive } from '../domain/plain.ts';
import type { Db, Tx } from '../store/connection.ts';
import type { StoredLetter } from '../store/notifications.ts';
import type { LedgerLine } from './claim-letters.ts';
import { flagRefused } from './flag-refused.ts';
import type { RefusedAddress } from './flag-refused.ts';
import { notify } from './notify.ts';
import { settleAllSent } from './settle-letter.ts';

export interface PartlySent {
  /** The letters of the e-mail. */
  slots: readonly string[];
  messageId: string;
  subject: string;
  reply: string;
  /** The addresses for which the server did not take it. */
  rejected: readonly RefusedAddress[];
  at: Temporal.Instant;
}

/**
 * Notes that the mail server took an e-mail, but not for every address. Those that it refused for good are flagged, once
 * for the e-mail; those that it put off (4xx) get each of its letters in lines of their own, `<slot>/again/<n>`, which
 * look at the facts like every other.
 */
export function settlePartlySent(
  db: Db,
  { slots, messageId, subject, reply, rejected, at }: PartlySent,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    await settleAllSent(
      tx,
      slots.map((slot) => ({ slot, messageId, subject, reply, at })),
    );
    const lines = await tx
      .selectFrom('notification')
      .selectAll()
      .where('slot', 'in', slots)
      .where('state', '=', 'sent')
      .orderBy('slot')
      .execute();
    const putOff = rejected.filter((each) => isForNow(each.reply));
    if (putOff.length > 0) for (const line of lines) await sendAgain(tx, line, putOff, at);
    const refused = rejected.filter((each) => !isForNow(each.reply));
    const [first] = lines;
    if (first && refused.length > 0) await flagRefused(tx, first, subject, refused, at);
  });
}

/** The letter once more, for the addresses that were put off alone; a newer rung still overtakes it. */
async function sendAgain(
  tx: Tx,
  line: LedgerLine,
  putOff: readonly RefusedAddress[],
  at: Temporal.Instant,
): Promise<void> {
  const addresses = new Set(putOff.map(({ address }) => address.toLowerCase()));
  const left = line.recipients.filter(({ email }) => addresses.has(email.toLowerCase()));
  if (left.length === 0) return;
  const [first = line.slot, before = '0'] = line.slot.split('/again/');
  await notify(
    tx,
    {
      slot: `${first}/again/${Number(before) + 1}`,
      letter: revive<StoredLetter>(line.letter),
      cycle: line.cycle_id ?? undefined,
      agency: line.agency_code ?? undefined,
      obligation: line.obligation_id ?? undefined,
      revision: line.revision,
      rung: line.rung ?? undefined,
      page: line.page ?? undefined,
      why: `${againWords}${line.why.replace(againWords, '')}`,
      to: [...new Set(left.map(({ role }) => role as ContactRole))],
      only: left.map(({ email }) => email),
      plannedAt: line.planned_at,
    },
    retryAt(1, at) ?? at,
  );
}

const againWords = 'Máy chủ thư tạm hoãn địa chỉ này nên gửi lại riêng. Lý do ban đầu: ';
