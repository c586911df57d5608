import { randomUUID } from 'node:crypto';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { cycleMatter } from '../domain/matter.ts';
import { dueOf, owesNothing } from '../domain/obligation.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { wake } from '../store/wakes.ts';
import { notify } from './notify.ts';

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
 * `request.invalid` without a reason, `obligation.accepted` when nothing is owed.
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
    refuseExtension(owed, until);
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
 * nothing. Refuses: `extension.not_found`, `extension.decided`, `extension.not_later`, `extension.too_late`, `cycle.closed`.
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
    if (!words.trim()) {
      const message = decision === 'granted' ? 'Cần ghi số, ký hiệu văn bản.' : 'Cần nêu lý do không gia hạn.';
      throw new Refusal('request.invalid', { count: '1' }, [{ field: 'words', message }]);
    }
    const granted = decision === 'granted' ? (until ?? asked.until) : null;
    if (granted) refuseExtension(owed, granted);
    await tx
      .updateTable('extension')
      .set({ decision, granted_until: granted, decision_words: words, decided_at: at, decided_by: actorName(actor) })
      .where('id', '=', extension)
      .execute();
    if (granted) await moveDue(tx, owed, granted, at);
    await record(tx, {
      actor,
      at,
      verb: 'decide-extension',
      subject: owed.id,
      facts: { decision, ...(granted && { until: granted.toString() }) },
    });
    await tellDecision(tx, owed, extension, granted, words, at);
    await wake(tx, cycleMatter(owed.cycle), at);
  });
}

/** An extension reaches beyond the date in force and not beyond the regime's limit, and only while a report is owed. */
function refuseExtension(owed: OwedReport, until: Temporal.PlainDate): void {
  if (owed.closedAt) throw new Refusal('cycle.closed', { closedAt: owed.closedAt.toString() });
  if (owesNothing(owed.state)) throw new Refusal('obligation.accepted');
  if (Temporal.PlainDate.compare(until, dueOf(owed).due) <= 0) {
    throw new Refusal('extension.not_later', { due: dueOf(owed).due.toString() });
  }
  if (Temporal.PlainDate.compare(until, owed.extensionLimit) > 0) {
    throw new Refusal('extension.too_late', { limit: owed.extensionLimit.toString() });
  }
}

async function moveDue(tx: Tx, owed: OwedReport, until: Temporal.PlainDate, at: Temporal.Instant): Promise<void> {
  const column = owed.correctionDue ? 'correction_due' : 'extended_due';
  await tx
    .updateTable('obligation')
    .set((eb) => ({ [column]: until, due_since: at, revision: eb('revision', '+', 1) }))
    .where('id', '=', owed.id)
    .execute();
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

function tellDecision(
  tx: Tx,
  owed: OwedReport,
  id: string,
  granted: Temporal.PlainDate | null,
  words: string,
  at: Temporal.Instant,
): Promise<void> {
  const agency = owed.agencyName;
  return notify(
    tx,
    {
      slot: `${owed.cycle}/${owed.agency}/extension-decided/${id}`,
      letter: granted
        ? { kind: 'extension-granted', agency, until: granted, reference: words }
        : { kind: 'extension-refused', agency, reason: words, due: dueOf(owed).due, sendUp: owed.sendUp },
      cycle: owed.cycle,
      agency: owed.agency,
      obligation: owed.id,
      why: 'Trả lời đề nghị gia hạn của cơ quan',
      to: ['focal', 'head'],
    },
    at,
  );
}
