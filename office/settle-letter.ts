import { sql } from 'kysely';
import { retryAt } from '../domain/delivery.ts';
import { leavesAtOnce } from '../domain/letter.ts';
import type { LetterKind } from '../domain/letter.ts';
import { momentToLeave } from '../domain/send-window.ts';
import type { OfficeHours } from '../domain/send-window.ts';
import { anyOf } from '../store/any-of.ts';
import { getOfficeHours } from '../store/installation.ts';
import type { Db } from '../store/connection.ts';
import { json } from '../store/json.ts';
import { flagRefused } from './flag-refused.ts';
import type { RefusedAddress } from './flag-refused.ts';

/** What a mail server answered for good to the envelope in which a letter left. */
export interface Answered {
  slot: string;
  messageId: string;
  subject: string;
  reply: string;
  rejected: readonly RefusedAddress[];
  at: Temporal.Instant;
}

/** In which a letter stays, whatever is heard of it later. */
const settled = ['sent', 'bounced', 'failed', 'cancelled', 'overtaken'] as const;

/**
 * Notes that the mail server took letters: all at once, since a wave has thousands. One that was given up for dead
 * meanwhile and waits to be sent again has left all the same.
 */
export async function settleAllSent(db: Db, sent: readonly Omit<Answered, 'rejected'>[]): Promise<void> {
  if (sent.length === 0) return;
  const rows = sent.map(({ slot, messageId, subject, reply, at }) => ({
    slot,
    message: messageId,
    subject,
    reply,
    at: at.toString(),
  }));
  await db
    .updateTable('notification')
    .from(
      sql<{ slot: string; message: string; subject: string; reply: string; at: Temporal.Instant }>`
        jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`.as<'answer'>(
        sql`answer(slot text, message text, subject text, reply text, at timestamptz)`,
      ),
    )
    .set((eb) => ({
      state: 'sent',
      settled_at: eb.ref('answer.at'),
      subject: eb.ref('answer.subject'),
      reply: eb.ref('answer.reply'),
    }))
    .whereRef('notification.slot', '=', 'answer.slot')
    // Each line by its key, which is why the other conditions are said as no index has them: while a wave leaves, statistics
    // know of no line that is claimed or has a Message-ID, and an index of those would be gone through from end to end.
    .where(
      anyOf(
        'notification.slot',
        sent.map(({ slot }) => slot),
      ),
    )
    .where(sql<boolean>`notification.message_id is not distinct from answer.message`)
    .where('notification.state', 'not in', settled)
    .execute();
}

/** Notes that the mail server refused a letter for good, and flags it to the focal agency with the contact to mend. */
export function settleRefused(db: Db, { slot, messageId, subject, reply, rejected, at }: Answered): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const line = await tx
      .updateTable('notification')
      .set({ state: 'failed', settled_at: at, subject, reply, reason: 'refused' })
      .where('slot', '=', slot)
      .where('message_id', '=', messageId)
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
  /** Which attempt it was: a later one, by another delivery, is left alone. */
  attempts: number;
  reply: string;
  /** The server may have taken the letter without our seeing it: the next attempt carries the same Message-ID. */
  unacknowledged: boolean;
  at: Temporal.Instant;
}

/** Notes that a letter could not leave now: it is tried again later, and given up and flagged after about three days. */
export function settlePutOff(db: Db, { slot, attempts, reply, unacknowledged, at }: PutOff): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const line = await tx
      .selectFrom('notification')
      .selectAll()
      .where('slot', '=', slot)
      .forUpdate()
      .executeTakeFirst();
    if (line?.state !== 'claimed' || line.attempts !== attempts) return;
    const again = retryAt(line.attempts, at);
    const unseen = line.unacknowledged + (unacknowledged ? 1 : 0);
    // What surely has not left may leave in another envelope next time.
    const counted = { reply, unacknowledged: unseen, ...(again && unseen === 0 && { message_id: null }) };
    const tries = json([...line.earlier_tries, { at: at.toString(), reply, unacknowledged }]);
    const values = again
      ? {
          ...{ ...counted, state: 'planned' as const, earlier_tries: tries },
          not_before: nextTry(line.kind, again, await getOfficeHours(tx)),
        }
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
export async function releaseOrphans(db: Db, postOffice: number): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('notification')
    .set({
      state: 'planned',
      unacknowledged: sql<number>`unacknowledged + 1`,
      earlier_tries: sql<string>`earlier_tries || jsonb_build_array(jsonb_build_object(
        'at', to_char(claimed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reply', '', 'unacknowledged', true))`,
    })
    .where('post_office', '=', postOffice)
    .where('state', '=', 'claimed')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** When a post office has something to do next: at once for orphans, else at the earliest letter's moment. */
export const findNextDelivery = (db: Db, postOffice: number): Promise<Temporal.Instant | undefined> =>
  earliestOf(db, postOffice, ['planned', 'claimed']);

/** When the earliest letter of a post office may leave that no delivery has in hand. */
export const findNextPlanned = (db: Db, postOffice: number): Promise<Temporal.Instant | undefined> =>
  earliestOf(db, postOffice, ['planned']);

async function earliestOf(
  db: Db,
  postOffice: number,
  states: readonly ('planned' | 'claimed')[],
): Promise<Temporal.Instant | undefined> {
  const row = await db
    .selectFrom('notification')
    .select((eb) => eb.fn.min('not_before').as('next'))
    .where('post_office', '=', postOffice)
    .where('state', 'in', states)
    .executeTakeFirst();
  return row?.next ?? undefined;
}

const nextTry = (kind: LetterKind, at: Temporal.Instant, hours: OfficeHours): Temporal.Instant =>
  leavesAtOnce(kind) ? at : momentToLeave(at, hours);
