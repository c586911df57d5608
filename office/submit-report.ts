import { randomUUID } from 'node:crypto';
import type { Actor } from '../domain/actor.ts';
import { isOnTime, lockedFrom } from '../domain/deadline.ts';
import { problemsOf } from '../domain/form.ts';
import type { ReportContent, SubmittedReport } from '../domain/form.ts';
import { dueOf } from '../domain/obligation.ts';
import { receiptCode, timeliness } from '../domain/receipt.ts';
import type { Receipt, Timeliness } from '../domain/receipt.ts';
import { Refusal } from '../domain/refusal.ts';
import { endOf, isBefore } from '../domain/zone.ts';
import { listAttachments } from '../store/attachments.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { getCycle, getCyclePolicy, getForm, listTaskCodes } from '../store/cycles.ts';
import { getOfficeHours } from '../store/installation.ts';
import { json } from '../store/json.ts';
import { lockObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { listOutagesEndingFrom } from '../store/outages.ts';
import { listRoomRules } from '../store/room-rules.ts';
import { findReceipt } from '../store/submissions.ts';
import { contentHash } from './content-hash.ts';
import { noteGap } from './note-intake.ts';
import { notify } from './notify.ts';
import { passApproval } from './pass-approval.ts';
import { passCode } from './pass-code.ts';
import { standDown } from './stand-down.ts';
import { withdrawExtension } from './withdraw-extension.ts';

export interface Submit {
  obligation: string;
  report: ReportContent;
  /** Made with the form (a UUID): the same attempt again gives the first receipt. */
  attempt: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Stores a report as its obligation's next version and gives the receipt. The same attempt again: the first receipt.
 * Refuses: `cycle.closed`, `obligation.accepted`, `request.invalid` with every place to be mended, `submission.locked` when
 * the regime no longer takes late reports, `approval.required` and `code.required` where the agency asks for them.
 */
export function submitReport(db: Db, { obligation, report, attempt, actor, at }: Submit): Promise<Receipt> {
  return db.transaction().execute(async (tx) => {
    const owed = await lockObligation(tx, obligation);
    const earlier = await findReceipt(tx, obligation, attempt);
    if (earlier) return earlier;
    if (owed.closedAt) throw new Refusal('cycle.closed', { closedAt: owed.closedAt.toString() });
    if (owed.state === 'accepted') throw new Refusal('obligation.accepted');
    const { form } = await getCycle(tx, owed.cycle);
    const problems = problemsOf(await getForm(tx, form), await listTaskCodes(tx, owed.regime), report);
    if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);

    const rules = await listRoomRules(tx, owed.agency);
    await passApproval(tx, owed, { rules, actor, at });
    await passCode(tx, owed, { rules, actor, at });

    const content: SubmittedReport = { ...report, attachments: await listAttachments(tx, obligation) };
    await keepAsDraft(tx, obligation, report, actorName(actor), at);
    const receipt = await insertVersion(tx, owed, content, { attempt, actor, at });
    await withdrawExtension(tx, owed, 'Cơ quan đã gửi báo cáo', at);
    await tx
      .updateTable('obligation')
      .set({ state: 'submitted', state_at: at, state_by: actorName(actor), excuse_reason: null })
      .where('id', '=', obligation)
      .execute();
    await record(tx, {
      actor,
      at,
      verb: 'submit',
      subject: obligation,
      facts: { receipt: receipt.code, sha256: receipt.sha256 },
    });
    await tellReceipt(tx, owed, receipt, at);
    const { code, receivedAt, onTime, workingDaysLate } = receipt;
    await standDown(tx, owed, { outcome: 'reported', code, receivedAt, onTime, workingDaysLate }, at);
    return receipt;
  });
}

async function insertVersion(
  tx: Tx,
  owed: OwedReport,
  content: SubmittedReport,
  { attempt, actor, at }: Pick<Submit, 'attempt' | 'actor' | 'at'>,
): Promise<Receipt> {
  const { due } = dueOf(owed);
  const { outage, ...judged } = await judge(tx, owed, due, at);
  const sha256 = contentHash(content);
  const { last } = await tx
    .selectFrom('submission')
    .select((eb) => eb.fn.coalesce(eb.fn.max('version'), eb.lit(0)).as('last'))
    .where('obligation_id', '=', owed.id)
    .executeTakeFirstOrThrow();
  const version = last + 1;
  const receipt: Receipt = {
    submission: randomUUID(),
    code: receiptCode(owed.agency, owed.term, version, contentHash([owed.id, sha256])),
    version,
    receivedAt: at,
    due,
    ...judged,
    ...(outage && { outage: { beganAt: outage.beganAt, endedAt: outage.endedAt } }),
    sha256,
  };
  await tx
    .insertInto('submission')
    .values({
      id: receipt.submission,
      obligation_id: owed.id,
      version,
      attempt,
      content: json(content),
      sha256,
      receipt_code: receipt.code,
      received_at: at,
      due,
      on_time: receipt.onTime,
      working_days_late: receipt.workingDaysLate,
      submitted_by: actorName(actor),
      outage_id: outage?.id ?? null,
    })
    .execute();
  return receipt;
}

/** On time or how late, by the regime; a late report may be the first sign that an outage is over. Refuses: `submission.locked`. */
async function judge(tx: Tx, owed: OwedReport, due: Temporal.PlainDate, at: Temporal.Instant): Promise<Timeliness> {
  const regime = await getCyclePolicy(tx, owed.cycle);
  if (isOnTime(at, due, regime.graceHours)) return { onTime: true, workingDaysLate: 0 };
  await noteGap(tx, at);
  const [hours, outages] = [await getOfficeHours(tx), await listOutagesEndingFrom(tx, endOf(due))];
  const judged = timeliness(at, { due, regime, hours, outages });
  const locked = judged.onTime ? undefined : lockedFrom(due, regime, hours.calendar);
  if (locked && !isBefore(at, locked)) {
    throw new Refusal('submission.locked', { due: due.toString(), since: locked.toString() });
  }
  return judged;
}

/** What was sent is what the room shows from now on; a returned report is corrected from there. */
async function keepAsDraft(
  tx: Tx,
  obligation: string,
  report: ReportContent,
  by: string,
  at: Temporal.Instant,
): Promise<void> {
  const content = json({ sections: report.sections, tasks: report.tasks });
  const row = { content, saved_at: at, saved_by: by };
  await tx
    .insertInto('draft')
    .values({ obligation_id: obligation, version: 1, ...row })
    .onConflict((conflict) =>
      conflict.column('obligation_id').doUpdateSet((eb) => ({ ...row, version: eb('draft.version', '+', 1) })),
    )
    .execute();
}

async function tellReceipt(tx: Tx, owed: OwedReport, receipt: Receipt, at: Temporal.Instant): Promise<void> {
  const { code, version, receivedAt, due, onTime, workingDaysLate, sha256, outage } = receipt;
  await notify(
    tx,
    {
      slot: `${owed.cycle}/${owed.agency}/receipt/${version}`,
      letter: {
        kind: 'receipt',
        agency: owed.agencyName,
        code,
        version,
        receivedAt,
        due,
        onTime,
        workingDaysLate,
        ...(outage && { outage }),
        sha256,
      },
      cycle: owed.cycle,
      agency: owed.agency,
      obligation: owed.id,
      why: 'Xác nhận tiếp nhận trong ngày (NĐ 30/2020 Đ.21.2c)',
      to: ['focal', 'head'],
    },
    at,
  );
}
