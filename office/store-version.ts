import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Insertable } from 'kysely';
import type { Actor } from '../domain/actor.ts';
import { reachable } from '../domain/addressees.ts';
import type { AttachedFile, SubmittedReport } from '../domain/form.ts';
import type { PaperReport } from '../domain/paper-report.ts';
import { receiptCode } from '../domain/receipt.ts';
import type { Receipt, Timeliness } from '../domain/receipt.ts';
import { Refusal } from '../domain/refusal.ts';
import { writeAtOnce } from '../store/at-once.ts';
import { actorName, nextLine } from '../store/audits.ts';
import type { Tx } from '../store/connection.ts';
import type { IntakeLook } from '../store/intake.ts';
import { json } from '../store/json.ts';
import type { OwedReport } from '../store/obligations.ts';
import type { Tables } from '../store/schema.ts';
import { contentHash } from './content-hash.ts';
import { noticeWrites } from './notify.ts';
import type { Notice } from './notify.ts';
import { standDown } from './stand-down.ts';
import { withdrawExtension } from './withdraw-extension.ts';

/** A version to be stored, judged already. */
export interface NewVersion {
  content: SubmittedReport;
  sha256: string;
  /** Its words are those of the draft, word for word: they are taken from there. */
  drafted: boolean;
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

/** What its agency is written of a version. */
export type VersionLetter = Pick<Notice, 'slot' | 'letter' | 'why'>;

/**
 * Stores a version of a report with all that follows from it, whichever way it came: the receipt, the obligation's state,
 * the letter to the agency, the end of a waiting request for an extension, the audit, and whoever was told that the
 * agency is late. In: the obligation, locked, and what was seen of it since.
 */
export async function storeVersion(
  tx: Tx,
  owed: OwedReport,
  version: NewVersion,
  look: Pick<IntakeLook, 'extension' | 'namedUpward' | 'contacts'>,
  letterOf: (receipt: Receipt) => VersionLetter,
): Promise<Receipt> {
  const { actor, at, verb } = version;
  const receipt = receiptOf(owed, version);
  const { code, sha256, receivedAt, onTime, workingDaysLate } = receipt;
  const { cycle, agency, id } = owed;
  const recipients = reachable(look.contacts, ['focal', 'head']);
  const met = { state: 'submitted' as const, state_at: at, state_by: actorName(actor), excuse_reason: null };
  await writeAtOnce(tx, [
    tx.insertInto('submission').values(rowOf(owed, version, receipt)),
    tx.updateTable('obligation').set(met).where('id', '=', id),
    nextLine(tx, { actor, at, verb, subject: id, facts: { receipt: code, sha256 } }),
    ...(await noticeWrites(tx, { ...letterOf(receipt), cycle, agency, obligation: id, recipients }, at)),
  ]);
  if (look.extension) await withdrawExtension(tx, owed, 'Cơ quan đã gửi báo cáo', at);
  const settled = { outcome: 'reported' as const, code, receivedAt, onTime, workingDaysLate };
  await standDown(tx, owed, settled, at, look.namedUpward);
  return receipt;
}

function receiptOf(owed: OwedReport, { last, sha256, due, receivedAt, paper, judged: all }: NewVersion): Receipt {
  const { outage, ...judged } = all;
  const version = last + 1;
  return {
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
}

function rowOf(owed: OwedReport, each: NewVersion, receipt: Receipt): Insertable<Tables['submission']> {
  const { content, drafted, attempt, due, receivedAt, paper, actor, judged } = each;
  return {
    id: receipt.submission,
    obligation_id: owed.id,
    version: receipt.version,
    attempt,
    content: drafted ? draftWith(owed.id, content.attachments) : json(content),
    sha256: receipt.sha256,
    receipt_code: receipt.code,
    received_at: receivedAt,
    due,
    on_time: receipt.onTime,
    working_days_late: receipt.workingDaysLate,
    submitted_by: actorName(actor),
    outage_id: judged.outage?.id ?? null,
    channel: paper?.channel ?? 'system',
    document_number: paper?.number ?? null,
    received_on: paper?.receivedOn ?? null,
    recorded_at: paper?.recordedAt ?? null,
  };
}

/** The draft's words and a version's files: 40 KB need not go to the database twice. */
const draftWith = (obligation: string, attachments: readonly AttachedFile[]) =>
  sql<never>`(select content || ${json({ attachments })} from draft where obligation_id = ${obligation})`;

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
