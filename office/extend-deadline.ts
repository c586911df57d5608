import { randomUUID } from 'node:crypto';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { isOnTime } from '../domain/deadline.ts';
import { cycleMatter } from '../domain/matter.ts';
import { dueOf, owesNothing } from '../domain/obligation.ts';
import { Refusal } from '../domain/refusal.ts';
import { dayOf } from '../domain/zone.ts';
import { longest, refuseTooLong } from '../domain/text-limits.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { wake } from '../store/wakes.ts';
import { notify } from './notify.ts';
import { settleExtension } from './settle-extension.ts';

export interface RequestExtension {
  obligation: string;
  until: Temporal.PlainDate;
  reason: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Asks, for an agency, that its due date be moved; answers the request's id. While one waits, the same request again
 * gives its id. Refuses: `cycle.closed`, `extension.pending` for another one, `extension.not_later`, `extension.too_late`,
 * `extension.past`, `request.invalid` without a reason, `obligation.accepted` when nothing is owed.
 */
export function requestExtension(db: Db, { obligation, until, reason, actor, at }: RequestExtension): Promise<string> {
  return db.transaction().execute(async (tx) => {
    const owed = await lockObligation(tx, obligation);
    const pending = await tx
      .selectFrom('extension')
      .selectAll()
      .where('obligation_id', '=', obligation)
      .where('decision', 'is', null)
      .executeTakeFirst();
    if (pending && pending.until.equals(until) && pending.reason === reason.trim()) return pending.id;
    if (pending) throw new Refusal('extension.pending', { until: pending.until.toString() });
    refuseExtension(owed, until, at);
    refuseTooLong({ reason: [reason, longest.reason] });
    if (!reason.trim()) {
      throw new Refusal('request.invalid', { count: '1' }, [
        { field: 'reason', message: 'Cần nêu lý do đề nghị gia hạn.' },
      ]);
    }
    const id = randomUUID();
    await tx
      .insertInto('extension')
      .values({
        id,
        obligation_id: obligation,
        until,
        reason: reason.trim(),
        requested_at: at,
        requested_by: actorName(actor),
      })
      .execute();
    await record(tx, { actor, at, verb: 'request-extension', subject: obligation, facts: { until: until.toString() } });
    await tellRequest(tx, owed, id, until, reason.trim(), at);
    // It has moments of its own from now on: to be pressed, and to lapse.
    await wake(tx, cycleMatter(owed.cycle), at);
    return id;
  });
}

export interface DecideExtension {
  extension: string;
  decision: 'granted' | 'refused';
  /** The date granted: the one asked for unless another is given. */
  until?: Temporal.PlainDate | undefined;
  /** The decision's document number when granted, the reason when refused. */
  words: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Grants or refuses an extension. A granted one moves the due date of that agency only. The same decision again changes
 * nothing. Refuses: `extension.not_found`, `extension.decided`, `extension.not_later`, `extension.too_late`, `extension.past`,
 * `cycle.closed`.
 */
export function decideExtension(
  db: Db,
  { extension, decision, until, words, actor, at }: DecideExtension,
): Promise<void> {
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const { obligation_id } = await getExtension(tx, extension);
    const owed = await lockObligation(tx, obligation_id);
    const asked = await getExtension(tx, extension);
    if (asked.decision === decision) return;
    if (asked.decision) throw new Refusal('extension.decided');
    refuseTooLong({ words: [words, longest.reason] });
    if (!words.trim()) {
      const message = decision === 'granted' ? 'Cần ghi số, ký hiệu văn bản.' : 'Cần nêu lý do không gia hạn.';
      throw new Refusal('request.invalid', { count: '1' }, [{ field: 'words', message }]);
    }
    const granted = decision === 'granted' ? (until ?? asked.until) : undefined;
    if (granted) refuseExtension(owed, granted, at);
    await settleExtension(tx, owed, { id: extension, asked: asked.until, granted, words: words.trim(), actor }, at);
  });
}

/** An extension reaches beyond the date in force and not beyond the regime's limit, and only while a report is owed. */
function refuseExtension(owed: OwedReport, until: Temporal.PlainDate, at: Temporal.Instant): void {
  if (owed.closedAt) throw new Refusal('cycle.closed', { closedAt: owed.closedAt.toString() });
  if (owesNothing(owed.state)) throw new Refusal('obligation.accepted');
  if (Temporal.PlainDate.compare(until, dueOf(owed).due) <= 0) {
    throw new Refusal('extension.not_later', { due: dueOf(owed).due.toString() });
  }
  if (Temporal.PlainDate.compare(until, owed.extensionLimit) > 0) {
    throw new Refusal('extension.too_late', { limit: owed.extensionLimit.toString() });
  }
  if (!isOnTime(at, until)) throw new Refusal('extension.past', { today: dayOf(at).toString() });
}

async function getExtension(tx: Tx, id: string) {
  const row = await tx.selectFrom('extension').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('extension.not_found');
  return row;
}

const tellRequest = (
  tx: Tx,
  owed: OwedReport,
  id: string,
  until: Temporal.PlainDate,
  reason: string,
  at: Temporal.Instant,
) =>
  notify(
    tx,
    {
      slot: `${owed.cycle}/${owed.agency}/extension-requested/${id}`,
      letter: { kind: 'extension-requested', agency: owed.agencyName, due: dueOf(owed).due, until, reason },
      cycle: owed.cycle,
      page: `/cycles/${owed.cycle}/agencies/${owed.agency}`,
      why: 'Cơ quan đề nghị gia hạn; chờ Sở Khoa học và Công nghệ quyết định',
      to: ['officer'],
    },
    at,
  );
