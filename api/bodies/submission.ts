import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { OwedReport } from '../../store/obligations.ts';
import { receiptOf } from '../../store/submissions.ts';
import type { getSubmission, listSubmissions } from '../../store/submissions.ts';
import { writtenPart } from '../../domain/form.ts';
import { FileBody, fileBody } from './file.ts';
import { ReceiptBody, receiptBody } from './receipt.ts';
import { ReportBody } from './report.ts';
import { ReviewBody, reviewBody } from './review.ts';
import { AgencyName, CycleName, Day, Exactly, Moment, Uuid } from './shapes.ts';

/** A version that an agency has sent, without its words. */
export const VersionBody = Exactly({
  receipt: ReceiptBody,
  review: Type.Optional(ReviewBody),
  reopened: Type.Optional(Exactly({ reason: Type.String(), correctionDue: Day, reopenedAt: Moment })),
  files: Type.Array(FileBody),
});

type Version = Awaited<ReturnType<typeof listSubmissions>>[number];

export function versionBody(row: Version): Static<typeof VersionBody> {
  const review = reviewBody(row);
  return {
    receipt: receiptBody(receiptOf(row)),
    files: row.content.attachments.map(fileBody),
    ...(review && { review }),
    ...reopenedPart(row),
  };
}

function reopenedPart({ reopened_at, reopened_reason: reason, reopened_due }: Version) {
  if (!reopened_at || reason === null || !reopened_due) return {};
  return { reopened: { reason, correctionDue: reopened_due.toString(), reopenedAt: reopened_at.toString() } };
}

/** A version with its words, for whoever reviews it. */
export const SubmissionBody = Exactly({
  id: Uuid,
  obligation: Uuid,
  cycle: CycleName,
  agency: AgencyName,
  receipt: ReceiptBody,
  review: Type.Optional(ReviewBody),
  content: ReportBody,
  files: Type.Array(FileBody),
});

export function submissionBody(
  { id, content, receipt, review: row }: Awaited<ReturnType<typeof getSubmission>>,
  owed: OwedReport,
): Static<typeof SubmissionBody> {
  const review = reviewBody(row);
  return {
    id,
    obligation: owed.id,
    cycle: owed.cycle,
    agency: { code: owed.agency, name: owed.agencyName },
    receipt: receiptBody(receipt),
    content: writtenPart(content),
    files: content.attachments.map(fileBody),
    ...(review && { review }),
  };
}
