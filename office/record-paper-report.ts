import { createHash } from 'node:crypto';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import type { FileSignature } from '../domain/file-signature.ts';
import type { AttachedFile, SubmittedReport } from '../domain/form.ts';
import { judgedBy } from '../domain/obligation.ts';
import { countedFrom, paperProblems } from '../domain/paper-report.ts';
import type { PaperReport } from '../domain/paper-report.ts';
import { timeliness } from '../domain/receipt.ts';
import type { Receipt } from '../domain/receipt.ts';
import { Refusal } from '../domain/refusal.ts';
import { dayOf, endOf } from '../domain/zone.ts';
import type { Db, Tx } from '../store/connection.ts';
import { getCyclePolicy, getCycle } from '../store/cycles.ts';
import { putFile } from '../store/files.ts';
import { lookAtIntake } from '../store/intake.ts';
import { getOfficeHours } from '../store/installation.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { listOutagesEndingFrom } from '../store/outages.ts';
import { findVersions } from '../store/submissions.ts';
import { contentHash } from './content-hash.ts';
import { noteRepeat, refuseVersion, storeVersion } from './store-version.ts';
import type { VersionLetter } from './store-version.ts';

/** A scan that was looked into: of a kind that is taken, without a secrecy marking, with what its signatures say. */
export interface Scan {
  name: string;
  mediaType: string;
  content: Uint8Array;
  /** Absent for a kind that bears none. */
  signatures?: readonly FileSignature[];
}

export interface RecordPaperReport extends Pick<PaperReport, 'channel' | 'number' | 'receivedOn'> {
  obligation: string;
  scan?: Scan | undefined;
  /** Made with the form (a UUID): the same attempt again gives the first receipt. */
  attempt: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Records, in an agency's name, a report that came on paper or by the document system, and gives its receipt. On time is
 * judged by the day on which it came. From then on it counts as any submission: no reminder leaves any more. The same
 * attempt again, or the same document, gives the first receipt.
 * Refuses: `actor.not_allowed`, `cycle.closed`, `obligation.accepted`, `request.invalid`; `paper.needless` while a report
 * sent on the system waits for review, whose words a paper would hide.
 */
export function recordPaperReport(db: Db, { obligation, attempt, ...given }: RecordPaperReport): Promise<Receipt> {
  const { actor, at } = given;
  demand(actor, 'review');
  return db.transaction().execute(async (tx) => {
    const owed = await lockObligation(tx, obligation);
    const { earlier, newest } = await findVersions(tx, obligation, attempt);
    if (earlier) return earlier;
    refuseVersion(owed);
    const paper = { channel: given.channel, number: given.number.trim(), receivedOn: given.receivedOn };
    refusePaper(paper, await earliestDay(tx, owed), at);
    if (owed.state === 'submitted' && newest && !newest.paper) throw new Refusal('paper.needless');

    const content = await contentOf(tx, given.scan, at);
    const sha256 = contentHash({ ...content, paper: { ...paper, receivedOn: paper.receivedOn.toString() } });
    if (owed.state === 'submitted' && newest?.sha256 === sha256) {
      await noteRepeat(tx, obligation, attempt, newest.submission);
      return newest;
    }
    const due = judgedBy(owed);
    const receivedAt = countedFrom(paper.receivedOn, at);
    const judged = await judge(tx, owed, due, receivedAt);
    const last = newest?.version ?? 0;
    const version = {
      ...{ content, sha256, drafted: false, last, attempt, due, judged, receivedAt },
      ...{ paper: { ...paper, recordedAt: at }, verb: 'record-paper-report', actor, at },
    };
    return storeVersion(tx, owed, version, await lookAtIntake(tx, owed), letterToAgency(owed, paper));
  });
}

/** The first day on which such a report could have come: of the cycle's opening, or of the return that it answers. */
async function earliestDay(tx: Tx, owed: OwedReport): Promise<Temporal.PlainDate> {
  return dayOf(owed.state === 'returned' ? owed.stateAt : (await getCycle(tx, owed.cycle)).openedAt);
}

function refusePaper(
  paper: Pick<PaperReport, 'number' | 'receivedOn'>,
  from: Temporal.PlainDate,
  at: Temporal.Instant,
): void {
  const problems = paperProblems(paper, { from, at });
  if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
}

/** What is stored of the report: its scan; its words stand in the document. */
async function contentOf(tx: Tx, scan: Scan | undefined, at: Temporal.Instant): Promise<SubmittedReport> {
  if (!scan) return { sections: {}, tasks: {}, attachments: [] };
  const sha256 = createHash('sha256').update(scan.content).digest('hex');
  const { name, mediaType, content, signatures } = scan;
  await putFile(tx, { sha256, mediaType, content, at });
  const file: AttachedFile = {
    ...{ name, sha256, sizeBytes: content.byteLength, mediaType },
    ...(signatures && { signatures }),
  };
  return { sections: {}, tasks: {}, attachments: [file] };
}

/** By the regime and its outages, like every report; a lock does not keep out what has come on paper already. */
async function judge(tx: Tx, owed: OwedReport, due: Temporal.PlainDate, receivedAt: Temporal.Instant) {
  const regime = await getCyclePolicy(tx, owed.cycle);
  const [hours, outages] = [await getOfficeHours(tx), await listOutagesEndingFrom(tx, endOf(due))];
  return timeliness(receivedAt, { due, regime, hours, outages });
}

const letterToAgency =
  (owed: OwedReport, paper: Omit<PaperReport, 'recordedAt'>) =>
  ({ code, version, due, onTime, workingDaysLate }: Receipt): VersionLetter => ({
    slot: `${owed.cycle}/${owed.agency}/paper-recorded/${version}`,
    letter: { kind: 'paper-recorded', agency: owed.agencyName, code, paper, due, onTime, workingDaysLate },
    why: 'Sở ghi nhận báo cáo mà cơ quan gửi bằng văn bản ngoài hệ thống',
  });
