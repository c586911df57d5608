import type { Selectable } from 'kysely';
import type { SubmittedReport } from '../domain/form.ts';
import type { PaperReport } from '../domain/paper-report.ts';
import type { Receipt } from '../domain/receipt.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Db } from './connection.ts';
import { inThousands } from './in-thousands.ts';
import type { Tables } from './schema.ts';

/** The receipt that an attempt got before, or undefined. */
export async function findReceipt(db: Db, obligation: string, attempt: string): Promise<Receipt | undefined> {
  return (await findVersions(db, obligation, attempt)).earlier;
}

/** What an attempt is compared with: the receipt that it got before, and that of the newest version. */
export async function findVersions(
  db: Db,
  obligation: string,
  attempt: string,
): Promise<{ earlier: Receipt | undefined; newest: Receipt | undefined }> {
  const rows = await receipts(db)
    .select((eb) =>
      eb
        .or([
          eb('submission.attempt', '=', attempt),
          eb(
            'submission.id',
            'in',
            eb
              .selectFrom('repeated_attempt')
              .select('submission_id')
              .where('repeated_attempt.obligation_id', '=', obligation)
              .where('repeated_attempt.attempt', '=', attempt),
          ),
        ])
        .as('known'),
    )
    .where('obligation_id', '=', obligation)
    .orderBy('version')
    .execute();
  const [earlier, newest] = [rows.find(({ known }) => known), rows.at(-1)];
  return { earlier: earlier && receiptOf(earlier), newest: newest && receiptOf(newest) };
}

/** What a receipt's public page may say: when it was given, and for whom. */
export function findReceiptNamed(db: Db, code: string) {
  return db
    .selectFrom('submission')
    .innerJoin('obligation', 'obligation.id', 'submission.obligation_id')
    .innerJoin('agency', 'agency.code', 'obligation.agency_code')
    .select(['submission.received_at', 'submission.received_on', 'agency.name', 'obligation.cycle_id'])
    .where('submission.receipt_code', '=', code)
    .executeTakeFirst();
}

/** A submission with its content, its review, and how it was opened again. Refuses: `submission.not_found`. */
export async function getSubmission(db: Db, id: string) {
  const row = await db
    .selectFrom('submission')
    .leftJoin('outage', 'outage.id', 'submission.outage_id')
    .selectAll('submission')
    .select(['outage.began_at', 'outage.ended_at'])
    .where('submission.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('submission.not_found');
  const review = await db.selectFrom('review').selectAll().where('submission_id', '=', id).executeTakeFirst();
  const reopening = await db.selectFrom('reopening').selectAll().where('submission_id', '=', id).executeTakeFirst();
  return { ...row, receipt: receiptOf(row), review, reopening };
}

/** The versions of an obligation with their reviews, the newest first. */
export function listSubmissions(db: Db, obligation: string) {
  return db
    .selectFrom('submission')
    .leftJoin('review', 'review.submission_id', 'submission.id')
    .leftJoin('reopening', 'reopening.submission_id', 'submission.id')
    .leftJoin('outage', 'outage.id', 'submission.outage_id')
    .select([
      'submission.id',
      'submission.version',
      'submission.receipt_code',
      'submission.received_at',
      'submission.due',
      'submission.on_time',
      'submission.working_days_late',
      'submission.sha256',
      'submission.content',
      'submission.outage_id',
      ...paperColumns,
      'outage.began_at',
      'outage.ended_at',
      'review.verdict',
      'review.reasons',
      'review.correction_due',
      'review.reviewed_at',
      'review.reviewed_by',
      'reopening.reopened_at',
      'reopening.reopened_by',
      'reopening.reason as reopened_reason',
      'reopening.correction_due as reopened_due',
    ])
    .where('obligation_id', '=', obligation)
    .orderBy('version', 'desc')
    .execute();
}

/** For each obligation of a cycle: how its first version stood, and the newest one's receipt. */
export async function listReports(db: Db, cycle: string) {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('obligation', 'obligation.id', 'submission.obligation_id')
    .select([
      'submission.obligation_id',
      'submission.id',
      'submission.version',
      'submission.receipt_code',
      'submission.received_at',
      'submission.on_time',
      'submission.working_days_late',
      'submission.due',
      'submission.sha256',
      'submission.outage_id',
      ...paperColumns,
    ])
    .where('obligation.cycle_id', '=', cycle)
    .orderBy('submission.version')
    .execute();
  return Map.groupBy(rows, (row) => row.obligation_id);
}

/** The contents of the given versions, by id. */
export async function listContents(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, SubmittedReport>> {
  const rows = await inThousands(ids, (some) =>
    db.selectFrom('submission').select(['id', 'content']).where('id', 'in', some).execute(),
  );
  return new Map(rows.map(({ id, content }) => [id, content]));
}

/** The given versions with their contents, their receipts, and the names of the agencies. */
export const listVersionNames = (db: Db, ids: readonly string[]) =>
  inThousands(ids, (some) =>
    db
      .selectFrom('submission')
      .innerJoin('obligation', 'obligation.id', 'submission.obligation_id')
      .innerJoin('agency', 'agency.code', 'obligation.agency_code')
      .select(['submission.id', 'submission.content', 'submission.receipt_code as receipt', 'agency.name as agency'])
      .where('submission.id', 'in', some)
      .execute(),
  );

/** Those of the given versions that a review has accepted. */
export async function listAccepted(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await inThousands(ids, (some) =>
    db
      .selectFrom('review')
      .select('submission_id')
      .where('submission_id', 'in', some)
      .where('verdict', '=', 'accepted')
      .execute(),
  );
  return new Set(rows.map(({ submission_id }) => submission_id));
}

/** How a report came that was not sent on the system. */
const paperColumns = [
  'submission.channel',
  'submission.document_number',
  'submission.received_on',
  'submission.recorded_at',
] as const;

const receipts = (db: Db) =>
  db
    .selectFrom('submission')
    .leftJoin('outage', 'outage.id', 'submission.outage_id')
    .select([
      'submission.id',
      'receipt_code',
      'version',
      'received_at',
      'due',
      'on_time',
      'working_days_late',
      'sha256',
      ...paperColumns,
      'outage.began_at',
      'outage.ended_at',
    ]);

export const receiptOf = (
  row: Pick<
    Tables['submission'],
    'id' | 'receipt_code' | 'version' | 'received_at' | 'due' | 'on_time' | 'working_days_late' | 'sha256'
  > &
    PaperColumns & { [column in 'began_at' | 'ended_at']: Temporal.Instant | null },
): Receipt => ({
  submission: row.id,
  code: row.receipt_code,
  version: row.version,
  receivedAt: row.received_at,
  due: row.due,
  onTime: row.on_time,
  workingDaysLate: row.working_days_late,
  ...(row.began_at && row.ended_at && { outage: { beganAt: row.began_at, endedAt: row.ended_at } }),
  sha256: row.sha256,
  ...paperIn(row),
});

type PaperColumns = Pick<
  Selectable<Tables['submission']>,
  'channel' | 'document_number' | 'received_on' | 'recorded_at'
>;

/** How a version came, when not on the system; nothing for the system's own. */
export function paperIn(row: PaperColumns): { paper?: PaperReport } {
  const { channel, document_number, received_on, recorded_at } = row;
  if (channel === 'system' || !document_number || !received_on || !recorded_at) return {};
  return { paper: { channel, number: document_number, receivedOn: received_on, recordedAt: recorded_at } };
}
