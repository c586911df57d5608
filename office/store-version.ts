import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { Actor } from '../domain/actor.ts';
import type { SubmittedReport } from '../domain/form.ts';
import type { PaperReport } from '../domain/paper-report.ts';
import { receiptCode } from '../domain/receipt.ts';
import type { Receipt, Timeliness } from '../domain/receipt.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName, record } from '../store/audits.ts';
import type { Tx } from '../store/connection.ts';
import type { IntakeLook } from '../store/intake.ts';
import { json } from '../store/json.ts';
import type { OwedReport } from '../store/obligations.ts';
import type { Tables } from '../store/schema.ts';
import { contentHash } from './content-hash.ts';
import { standDown } from './stand-down.ts';
import { withdrawExtension } from './withdraw-extension.ts';

/** A version to be stored, judged already. */
export interface NewVersion {
  content: SubmittedReport;
  sha256: string;
  /** The number of the newest version before it; 0 when there is none. */
  last: number;
  attempt: string;
  due: Temporal.PlainDate;
  judged: Timeliness;
  receivedAt: Temporal.Instant;
  paper?: PaperReport;
  /** What is written into the audit: `submit`, or `record-paper-report`. */
  verb: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Stores a version of a report with all that follows from it, whichever way it came: the receipt, the obligation's state,
 * the end of a waiting request for an extension, the audit, and whoever was told that the agency is late.
 */
export async function storeVersion(
  tx: Tx,
  owed: OwedReport,
  version: NewVersion,
  look: Pick<IntakeLook, 'extension' | 'namedUpward'>,
): Promise<Receipt> {
  const { actor, at, verb } = version;
  const receipt = await insertVersion(tx, owed, version);
  if (look.extension) await withdrawExtension(tx, owed, 'Cơ quan đã gửi báo cáo', at);
  const { code, sha256, receivedAt, onTime, workingDaysLate } = receipt;
  await record(tx, { actor, at, verb, subject: owed.id, facts: { receipt: code, sha256 } });
  const settled = { outcome: 'reported' as const, code, receivedAt, onTime, workingDaysLate };
  await standDown(tx, owed, settled, at, look.namedUpward);
  return receipt;
}

/** Stores the version and, in the same statement, that its obligation is met. */
async function insertVersion(tx: Tx, owed: OwedReport, each: NewVersion): Promise<Receipt> {
  const { content, sha256, attempt, due, receivedAt, paper, actor, at } = each;
  const { outage, ...judged } = each.judged;
  const version = each.last + 1;
  const receipt: Receipt = {
    submission: randomUUID(),
    code: receiptCode(owed.agency, owed.term, version, contentHash([owed.id, sha256])),
    version,
    receivedAt,
    due,
    ...judged,
    ...(outage && { outage: { beganAt: outage.beganAt, endedAt: outage.endedAt } }),
    sha256,
    ...(paper && { paper }),
  };
  const row: Insertable<Tables['submission']> = {
    id: receipt.submission,
    obligation_id: owed.id,
    version,
    attempt,
    content: json(content),
    sha256,
    receipt_code: receipt.code,
    received_at: receivedAt,
    due,
    on_time: receipt.onTime,
    working_days_late: receipt.workingDaysLate,
    submitted_by: actorName(actor),
    outage_id: outage?.id ?? null,
    channel: paper?.channel ?? 'system',
    document_number: paper?.number ?? null,
    received_on: paper?.receivedOn ?? null,
    recorded_at: paper?.recordedAt ?? null,
  };
  await tx
    .with('stored', (part) => part.insertInto('submission').values(row))
    .updateTable('obligation')
    .set({ state: 'submitted', state_at: at, state_by: actorName(actor), excuse_reason: null })
    .where('id', '=', owed.id)
    .execute();
  return receipt;
}

/** Notes an attempt that brought what the newest version holds already: again, also later, it gives the same receipt. */
export async function noteRepeat(tx: Tx, obligation: string, attempt: string, submission: string): Promise<void> {
  await tx
    .insertInto('repeated_attempt')
    .values({ obligation_id: obligation, attempt, submission_id: submission })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Refuses a version where none is taken any more: `cycle.closed`, `obligation.accepted`. */
export function refuseVersion({ closedAt, state }: OwedReport): void {
  if (closedAt) throw new Refusal('cycle.closed', { closedAt: closedAt.toString() });
  if (state === 'accepted') throw new Refusal('obligation.accepted');
}
