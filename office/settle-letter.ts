import { sql } from 'kysely';
import { retryAt } from '../domain/delivery.ts';
import { leavesAtOnce } from '../domain/letter.ts';
import type { Addressee, LetterKind } from '../domain/letter.ts';
import { sendMoment } from '../domain/send-window.ts';
import type { OfficeHours } from '../domain/send-window.ts';
import { getOfficeHours } from '../store/installation.ts';
import type { Db } from '../store/connection.ts';
import type { LedgerLine } from './claim-letters.ts';
import { notify } from './notify.ts';

export interface Sent {
  slot: string;
  subject: string;
  reply: string;
  rejected: readonly { address: string; reply: string }[];
  at: Temporal.Instant;
}

/** Notes that the mail server took a letter, and flags the addresses that it refused. */
export function settleSent(db: Db, { slot, subject, reply, rejected, at }: Sent): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const line = await tx
      .updateTable('notification')
      .set({ state: 'sent', settled_at: at, subject, reply })
      .where('slot', '=', slot)
      .where('state', '=', 'claimed')
      .returningAll()
      .executeTakeFirst();
    if (line && rejected.length > 0) await flagRefused(tx, line, subject, rejected, at);
  });
}

/** Notes that the mail server refused a letter for good, and flags it to the focal agency with the contact to mend. */
export function settleRefused(db: Db, { slot, subject, reply, rejected, at }: Sent): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const line = await tx
      .updateTable('notification')
      .set({ state: 'failed', settled_at: at, subject, reply, reason: 'refused' })
      .where('slot', '=', slot)
      .where('state', '=', 'claimed')
      .returningAll()
      .executeTakeFirst();
    if (!line) return;
    const addresses = rejected.length > 0 ? rejected : line.recipients.map(({ email }) => ({ address: email, reply }));
    await flagRefused(tx, line, subject, addresses, at);
  });
}

export interface PutOff {
  slot: string;
  reply: string;
  /** The server may have taken the letter without our seeing it: the next attempt carries the same Message-ID. */
  unacknowledged: boolean;
  at: Temporal.Instant;
}

/** Notes that a letter could not leave now: it is tried again later, and given up and flagged after about three days. */
export function settlePutOff(db: Db, { slot, reply, unacknowledged, at }: PutOff): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const line = await tx
      .selectFrom('notification')
      .selectAll()
      .where('slot', '=', slot)
      .forUpdate()
      .executeTakeFirst();
    if (line?.state !== 'claimed') return;
    const again = retryAt(line.attempts, at);
    const counted = { reply, unacknowledged: line.unacknowledged + (unacknowledged ? 1 : 0) };
    const values = again
      ? { ...counted, state: 'planned' as const, not_before: nextTry(line.kind, again, await getOfficeHours(tx)) }
      : { ...counted, state: 'failed' as const, settled_at: at, reason: 'put_off_too_long' };
    await tx.updateTable('notification').set(values).where('slot', '=', slot).execute();
    if (!again) {
      const addresses = line.recipients.map(({ email }) => ({ address: email, reply }));
      await flagRefused(tx, line, line.subject ?? '', addresses, at);
    }
  });
}

/**
 * Takes back the letters that were claimed by a delivery that died: whether the mail server took them is unknown, so
 * they are sent again with the same Message-ID, and the ledger counts it.
 */
export async function releaseOrphans(db: Db): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('notification')
    .set({ state: 'planned', unacknowledged: sql<number>`unacknowledged + 1` })
    .where('state', '=', 'claimed')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** When the post office has something to do next: at once for orphans, else at the earliest letter's moment. */
export async function findNextDelivery(db: Db): Promise<Temporal.Instant | undefined> {
  const row = await db
    .selectFrom('notification')
    .select((eb) => eb.fn.min('not_before').as('next'))
    .where('state', 'in', ['planned', 'claimed'])
    .executeTakeFirst();
  return row?.next ?? undefined;
}

const nextTry = (kind: LetterKind, at: Temporal.Instant, hours: OfficeHours): Temporal.Instant =>
  leavesAtOnce(kind) ? at : sendMoment(at, hours);

/** A flag about a letter that was itself a flag would go round in circles: the ledger shows that one. */
async function flagRefused(
  db: Db,
  line: LedgerLine,
  subject: string,
  refused: readonly { address: string; reply: string }[],
  at: Temporal.Instant,
): Promise<void> {
  if (line.kind === 'delivery-failed') return;
  const addresses = refused.map(({ address }) => address);
  const agency = line.agency_code
    ? await db.selectFrom('agency').select('name').where('code', '=', line.agency_code).executeTakeFirst()
    : undefined;
  await notify(
    db,
    {
      slot: `${line.slot}/refused`,
      letter: {
        kind: 'delivery-failed',
        agency: agency?.name ?? namesOf(line.recipients),
        addresses,
        subject,
        reply: refused[0]?.reply ?? '',
      },
      cycle: line.cycle_id ?? undefined,
      page: line.agency_code ? `/cycles/${line.cycle_id}/agencies/${line.agency_code}` : '/letters-ledger?state=failed',
      why: 'Máy chủ thư từ chối địa chỉ; cần Sở Khoa học và Công nghệ sửa người liên hệ',
      to: ['officer'],
    },
    at,
  );
}

const namesOf = (recipients: readonly Addressee[]): string => recipients.map(({ name }) => name).join(', ');
