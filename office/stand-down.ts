import { sql } from 'kysely';
import type { Settlement } from '../domain/letter.ts';
import { owesNothing } from '../domain/obligation.ts';
import type { Recipient } from '../domain/regime.ts';
import { dayWords, momentWords } from '../domain/words.ts';
import { refreshedParagraphs } from '../domain/official/changes.ts';
import type { OfficialFacts } from '../domain/official/facts.ts';
import { writeLetter } from '../domain/official/write-letter.ts';
import type { Tx } from '../store/connection.ts';
import { namedUpward } from '../store/intake.ts';
import { json } from '../store/json.ts';
import { keepContent, lockLettersNaming } from '../store/letters.ts';
import type { LetterRow } from '../store/letters.ts';
import type { OwedReport } from '../store/obligations.ts';
import type { SettledAgency } from '../store/schema.ts';
import { asOfLetter } from './letter-as-of.ts';
import { notify } from './notify.ts';
import { readOfficialFacts } from './read-official-facts.ts';

/**
 * Tells everybody who was told that an agency is late that it is so no longer, in the transaction of the fact: a draft
 * that has not been issued drops it from its list, an issued letter keeps its words and notes it. Nothing happens for an
 * agency that was not named, or that owed nothing before.
 * In: the obligation as it stood before the fact, which is written already; whether it was named, when that was seen.
 */
export async function standDown(
  tx: Tx,
  owed: OwedReport,
  settled: Settlement,
  at: Temporal.Instant,
  named?: boolean,
): Promise<void> {
  if (owesNothing(owed.state) || !(named ?? (await isNamedUpward(tx, owed)))) return;
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
  const { rows } = await sql<{ named: boolean }>`select ${namedUpward(cycle, agencyName)} as named`.execute(tx);
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
  const letters = await lockLettersNaming(tx, owed.cycle, owed.agencyName);
  const drafts = letters.some(({ number }) => !number);
  const fresh = drafts ? await readOfficialFacts(tx, owed.cycle, { at, withoutList: true }) : undefined;
  for (const letter of letters) {
    const { id, kind, number, content } = letter;
    const entry: SettledAgency = { agency: owed.agencyName, at: at.toString(), why: settledWords(settled) };
    const known = content.settled?.some(({ agency }) => agency === owed.agencyName);
    if (number) {
      if (kind === 'escalation') told.issued = number;
      if (!known) await keepContent(tx, id, { ...content, settled: [...(content.settled ?? []), entry] });
    } else if (fresh) {
      if (kind === 'escalation') told.dropped = true;
      await dropAgency(tx, letter, entry, fresh);
    }
  }
  return told;
}

/** The draft without the agency, its figures made anew; what a person wrote stays. An approval was for the old list. */
async function dropAgency(tx: Tx, letter: LetterRow, entry: SettledAgency, fresh: OfficialFacts): Promise<void> {
  const { id, content, kind } = letter;
  const list = content.list.filter(({ agency }) => agency !== entry.agency);
  const { lastDay, ordinal = 1 } = await asOfLetter(tx, letter, fresh.asOf);
  const { paragraphs } = writeLetter(kind, { ...fresh, list, lastDay, ordinal });
  const written = content.written ?? content.paragraphs;
  await keepContent(tx, id, {
    ...content,
    paragraphs: refreshedParagraphs(content.paragraphs, written, paragraphs),
    ...{ written: paragraphs, list, figures: fresh.figures, asOf: entry.at },
    dropped: [...(content.dropped ?? []), entry],
  });
  if (letter.approved_at) await withdrawApproval(tx, id);
}

const withdrawApproval = (tx: Tx, id: string) =>
  tx.updateTable('letter').set({ approved_at: null, approved_by: null }).where('id', '=', id).execute();

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
