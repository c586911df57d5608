import type { Actor } from '../domain/actor.ts';
import { isOnTime, lockedFrom } from '../domain/deadline.ts';
import { problemsOf } from '../domain/check-report.ts';
import { writtenPart } from '../domain/form.ts';
import type { ReportContent, SubmittedReport } from '../domain/form.ts';
import type { CycleId } from '../domain/matter.ts';
import { excusesLock } from '../domain/outage.ts';
import { judgedBy } from '../domain/obligation.ts';
import { timeliness } from '../domain/receipt.ts';
import type { Receipt, Timeliness } from '../domain/receipt.ts';
import { Refusal } from '../domain/refusal.ts';
import { endOf, isBefore } from '../domain/zone.ts';
import { listAttachments } from '../store/attachments.ts';
import { actorName } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { getCyclePolicy } from '../store/cycles.ts';
import { getOfficeHours } from '../store/installation.ts';
import { lookAtIntake } from '../store/intake.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { listOutagesEndingFrom } from '../store/outages.ts';
import { listRoomRules } from '../store/room-rules.ts';
import { findVersions } from '../store/submissions.ts';
import { versionHash } from './content-hash.ts';
import { lapseRequestsOf } from './lapse-extensions.ts';
import { noteGap } from './note-intake.ts';
import { passApproval } from './pass-approval.ts';
import { passCode } from './pass-code.ts';
import { readCheckFacts } from './read-check-facts.ts';
import { heldBy } from './save-draft.ts';
import { noteRepeat, refuseVersion, storeVersion } from './store-version.ts';
import type { VersionLetter } from './store-version.ts';

export interface Submit {
  obligation: string;
  report: ReportContent;
  /** Made with the form (a UUID): the same attempt again gives the first receipt. */
  attempt: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Stores a report as its obligation's next version and gives the receipt. The same attempt again gives the first receipt,
 * and so does another attempt with the content of the newest version while nobody has reviewed it: two people who press
 * the button, or two windows of one person, send once.
 * Refuses: `cycle.closed`, `obligation.accepted`, `request.invalid` with every place to be mended, `submission.locked` when
 * the regime no longer takes late reports, `approval.required` and `code.required` where the agency asks for them.
 */
export function submitReport(db: Db, { obligation, report, attempt, actor, at }: Submit): Promise<Receipt> {
  return db.transaction().execute(async (tx) => {
    const owed = await lockObligation(tx, obligation);
    const look = await lookAtIntake(tx, owed);
    const { earlier, newest } = look.versions ? await findVersions(tx, obligation, attempt) : noVersions;
    if (earlier) return earlier;
    refuseVersion(owed);
    const problems = problemsOf(await readCheckFacts(tx, owed, look), report);
    if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);

    const attachments = look.files ? await listAttachments(tx, obligation) : [];
    const written = writtenPart(report);
    const content: SubmittedReport = { ...written, attachments };
    const sha256 = versionHash(written, attachments);
    if (owed.state === 'submitted' && newest?.sha256 === sha256) {
      await noteRepeat(tx, obligation, attempt, newest.submission);
      return newest;
    }
    if (look.rules) {
      const rules = await listRoomRules(tx, owed.agency);
      await passApproval(tx, owed, { rules, actor, at });
      await passCode(tx, owed, { rules, actor, at });
    }
    const due = await dueAt(tx, owed, look.extension, at);
    // After the day itself the regime's grace counts, or an outage.
    const onTime = isOnTime(at, due);
    const judged = onTime ? { onTime, workingDaysLate: 0 } : await judgeLate(tx, owed.cycle, due, at);
    const drafted = look.draft === (attachments.length === 0 ? sha256 : versionHash(written, []));
    if (!drafted) await keepAsDraft(tx, obligation, written, actorName(actor), at);
    const last = newest?.version ?? 0;
    const version = { content, sha256, drafted, last, attempt, due, judged, receivedAt: at, verb: 'submit', actor, at };
    return storeVersion(tx, owed, version, look, receiptLetter(owed));
  });
}

const noVersions = { earlier: undefined, newest: undefined };

/**
 * The date by which a report is judged. After it, a request that has lapsed counts as what its regime makes of it, whether
 * the engine has come to it or not.
 */
async function dueAt(tx: Tx, owed: OwedReport, asked: boolean, at: Temporal.Instant): Promise<Temporal.PlainDate> {
  const due = judgedBy(owed);
  if (!asked || isOnTime(at, due)) return due;
  await lapseRequestsOf(tx, owed, at);
  return judgedBy(await lockObligation(tx, owed.id));
}

/** How late, by the regime; a late report may be the first sign that an outage is over. Refuses: `submission.locked`. */
async function judgeLate(tx: Tx, cycle: CycleId, due: Temporal.PlainDate, at: Temporal.Instant): Promise<Timeliness> {
  const regime = await getCyclePolicy(tx, cycle);
  await noteGap(tx, at);
  const [hours, outages] = [await getOfficeHours(tx), await listOutagesEndingFrom(tx, endOf(due))];
  const judged = timeliness(at, { due, regime, hours, outages });
  const locked = judged.onTime ? undefined : lockedFrom(due, regime, hours.calendar);
  if (locked && !isBefore(at, locked) && !excusesLock(at, locked, { regime, hours, outages })) {
    throw new Refusal('submission.locked', { due: due.toString(), since: locked.toString() });
  }
  return judged;
}

/** What was sent is what the room shows from now on; a returned report is corrected from there. */
async function keepAsDraft(
  tx: Tx,
  obligation: string,
  written: ReportContent,
  by: string,
  at: Temporal.Instant,
): Promise<void> {
  const row = { ...heldBy(written, 1), saved_at: at, saved_by: by };
  await tx
    .insertInto('draft')
    .values({ obligation_id: obligation, ...row })
    .onConflict((conflict) =>
      conflict
        .column('obligation_id')
        .doUpdateSet((eb) => {
          const version = eb('draft.version', '+', 1);
          return { ...row, version, hashed_version: version };
        })
        // It may be the same, saved by a release that kept no hash.
        .whereRef('draft.content', 'is distinct from', 'excluded.content'),
    )
    .execute();
}

const receiptLetter =
  (owed: OwedReport) =>
  ({ code, version, receivedAt, due, onTime, workingDaysLate, sha256, outage }: Receipt): VersionLetter => ({
    slot: `${owed.cycle}/${owed.agency}/receipt/${version}`,
    letter: {
      kind: 'receipt',
      agency: owed.agencyName,
      ...{ code, version, receivedAt, due, onTime, workingDaysLate, ...(outage && { outage }), sha256 },
    },
    why: 'Xác nhận tiếp nhận trong ngày (NĐ 30/2020 Đ.21.2c)',
  });
