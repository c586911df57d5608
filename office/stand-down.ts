import { sql } from 'kysely';
import { addWorkingDays } from '../domain/calendar.ts';
import type { Settlement } from '../domain/letter.ts';
import { owesNothing } from '../domain/obligation.ts';
import type { Recipient } from '../domain/regime.ts';
import { dayWords, momentWords } from '../domain/words.ts';
import { receiversOf } from '../domain/receivers.ts';
import { dayOf } from '../domain/zone.ts';
import type { Tx } from '../store/connection.ts';
import { getPlan, readCycleFacts } from '../store/cycles.ts';
import { json } from '../store/json.ts';
import { lockLettersNaming } from '../store/letters.ts';
import type { OwedReport } from '../store/obligations.ts';
import type { LetterDraft, SettledAgency } from '../store/schema.ts';
import { escalationParagraphs } from './escalation-words.ts';
import { readStanding } from './list-missing.ts';
import { notify } from './notify.ts';

/**
 * Tells everybody who was told that an agency is late that it is so no longer, in the transaction of the fact: a draft
 * that has not been issued drops it from its list, an issued letter keeps its words and notes it. Nothing happens for an
 * agency that was not named, or that owed nothing before.
 * In: the obligation as it stood before the fact, which is written already.
 */
export async function standDown(tx: Tx, owed: OwedReport, settled: Settlement, at: Temporal.Instant): Promise<void> {
  if (owesNothing(owed.state) || !(await isNamedUpward(tx, owed))) return;
  const told = await settleLetters(tx, owed, settled, at);
  const upward = await listUpward(tx, owed);
  const newest = upward.at(-1);
  if (!newest) return;
  const roles = [...new Set(upward.flatMap(({ recipients }) => recipients.map(({ role }) => role as Recipient)))];
  await notify(
    tx,
    {
      // Named again by a later letter, it is settled again; by no other, the slot is there and stays.
      slot: `${owed.cycle}/${owed.agency}/settled/${newest.rung ?? newest.kind}`,
      letter: { kind: 'settled', agency: owed.agencyName, settled, told },
      cycle: owed.cycle,
      page: `/cycles/${owed.cycle}/agencies/${owed.agency}`,
      why: 'Cơ quan đã được nêu tên trong danh sách hoặc dự thảo báo cáo cấp trên, nay không còn chậm; báo để thôi đôn đốc',
      to: roles,
    },
    at,
  );
}

/** Whether anything names the agency to a superior: one look instead of three, for nearly every report. */
async function isNamedUpward(tx: Tx, { cycle, agencyName }: OwedReport): Promise<boolean> {
  const agency = json([{ agency: agencyName }]);
  const { rows } = await sql<{ named: boolean }>`select
      exists (select 1 from letter where cycle_id = ${cycle} and content -> 'list' @> ${agency})
      or exists (select 1 from notification where cycle_id = ${cycle}
        and kind in ('missing-list', 'escalation-drafted') and letter -> 'missing' @> ${agency}) as named`.execute(tx);
  return rows[0]?.named ?? false;
}

/** The letters to superiors that name the agency, in order. */
const listUpward = (tx: Tx, owed: OwedReport) =>
  tx
    .selectFrom('notification')
    .select(['kind', 'rung', 'recipients'])
    .where('cycle_id', '=', owed.cycle)
    .where('kind', 'in', ['missing-list', 'escalation-drafted'])
    // One that is still to leave will name it as well.
    .where('state', 'in', ['planned', 'claimed', 'sent', 'bounced'])
    .where(sql<boolean>`letter -> 'missing' @> ${json([{ agency: owed.agencyName }])}`)
    .orderBy('planned_at')
    .execute();

/** Takes the agency off the drafts' lists, with their figures made anew, and notes it with the issued letters. */
async function settleLetters(tx: Tx, owed: OwedReport, settled: Settlement, at: Temporal.Instant) {
  const told: { dropped: boolean; issued?: string } = { dropped: false };
  for (const { id, number, content, drafted_at } of await lockLettersNaming(tx, owed.cycle, owed.agencyName)) {
    const entry: SettledAgency = { agency: owed.agencyName, at: at.toString(), why: settledWords(settled) };
    const known = content.settled?.some(({ agency }) => agency === owed.agencyName);
    if (number) {
      told.issued = number;
      if (!known) await keep(tx, id, { ...content, settled: [...(content.settled ?? []), entry] });
    } else {
      told.dropped = true;
      await keep(tx, id, await withoutAgency(tx, owed, content, drafted_at, entry));
    }
  }
  return told;
}

const keep = (tx: Tx, id: string, content: LetterDraft) =>
  tx
    .updateTable('letter')
    .set({ content: json(content) })
    .where('id', '=', id)
    .execute();

async function withoutAgency(
  tx: Tx,
  owed: OwedReport,
  content: LetterDraft,
  draftedAt: Temporal.Instant,
  entry: SettledAgency,
): Promise<LetterDraft> {
  const { regime, cycle, calendar } = await readCycleFacts(tx, owed.cycle);
  const { total, reported, late } = await readStanding(tx, owed.cycle, Temporal.Instant.from(entry.at));
  const list = content.list.filter(({ agency }) => agency !== entry.agency);
  const { shortTitle } = await getPlan(tx, regime.plan);
  const paragraphs = escalationParagraphs({
    ...{ total, reported, late, missing: list.length, plan: shortTitle, term: cycle.words },
    // The day that the draft gave stays: it is not for the engine to give more time.
    lastDay: addWorkingDays(dayOf(draftedAt), 1, calendar),
    asOf: Temporal.Instant.from(entry.at),
    receivers: receiversOf(regime),
  });
  return { ...content, paragraphs, list, dropped: [...(content.dropped ?? []), entry] };
}

/** Why an agency is no longer late, for the letters' pages. */
function settledWords(settled: Settlement): string {
  switch (settled.outcome) {
    case 'reported': {
      const { onTime, workingDaysLate, receivedAt, code } = settled;
      const how = onTime ? 'đúng hạn' : `quá hạn ${workingDaysLate} ngày làm việc`;
      return `đã gửi báo cáo lúc ${momentWords(receivedAt)} (${how}; mã tiếp nhận ${code})`;
    }
    case 'excused':
      return `không phải báo cáo trong kỳ này: ${settled.reason}`;
    case 'extended':
      return `được gia hạn đến hết ngày ${dayWords(settled.until)}`;
  }
}
