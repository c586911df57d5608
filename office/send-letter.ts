import { ruleOf } from '../domain/official/kinds.ts';
import type { Addressee } from '../domain/letter.ts';
import type { Db, Tx } from '../store/connection.ts';
import { getOfficeHours } from '../store/installation.ts';
import { listContactsOfAll } from '../store/agencies.ts';
import type { LetterRow } from '../store/letters.ts';
import { insertNotifications } from '../store/notifications.ts';
import type { Slot } from '../store/notifications.ts';
import { listObligations } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { findSuperiorMailbox } from '../store/superior-mailbox.ts';
import { slotFor, wakePostOffices } from './notify.ts';

/**
 * Writes an issued letter's e-mails into the ledger, one line for each addressee: with its Word file and, when it is
 * there, the signed PDF. A slot that is there stays, so that it is sent once. Without an address of UBND tỉnh nothing
 * is sent: somebody hands it over. Answers how many lines it has.
 */
export async function sendLetter(tx: Tx, letter: LetterRow, at: Temporal.Instant): Promise<number> {
  const slots = ruleOf(letter.kind).to === 'province' ? await upward(tx, letter, at) : await toAgencies(tx, letter, at);
  if (slots.length === 0) return 0;
  await insertNotifications(tx, slots);
  await wakePostOffices(tx, slots, at);
  await tx.updateTable('letter').set({ sent_at: at }).where('id', '=', letter.id).execute();
  return slots.length;
}

const why = 'Văn bản của Sở Khoa học và Công nghệ đã ban hành, gửi kèm tệp';

const factsOf = ({ id, title, number, issued_on, signed_sha256 }: LetterRow) => ({
  document: id,
  title,
  number: number ?? '',
  ...(issued_on && { issuedOn: issued_on }),
  signed: signed_sha256 !== null,
});

async function upward(tx: Tx, letter: LetterRow, at: Temporal.Instant): Promise<Slot[]> {
  const email = await findSuperiorMailbox(tx);
  if (!email) return [];
  const superior: Addressee = { role: 'superior', name: 'Ủy ban nhân dân tỉnh', title: '', email };
  const line = {
    slot: `${letter.cycle_id}/letter/${letter.id}`,
    letter: { kind: 'official-report' as const, ...factsOf(letter) },
    ...{ cycle: letter.cycle_id, page: `/letters/${letter.id}`, why },
  };
  return [slotFor(line, [superior], await getOfficeHours(tx), at)];
}

/** The agencies that a letter is sent to; none for one to UBND tỉnh. */
export async function listReaders(db: Db, letter: LetterRow): Promise<OwedReport[]> {
  if (ruleOf(letter.kind).to === 'province') return [];
  return (await listObligations(db, letter.cycle_id)).filter((each) => isReader(letter, each));
}

async function toAgencies(tx: Tx, letter: LetterRow, at: Temporal.Instant): Promise<Slot[]> {
  const readers = await listReaders(tx, letter);
  const contacts = await listContactsOfAll(
    tx,
    readers.map(({ agency }) => agency),
    { to: ['mailbox', 'head', 'focal'] },
  );
  const hours = await getOfficeHours(tx);
  return readers.map(({ cycle, agency, agencyName, id, revision }) => {
    const facts = { kind: 'official-letter' as const, agency: agencyName, ...factsOf(letter) };
    const line = { slot: `${cycle}/${agency}/letter/${letter.id}`, letter: facts, cycle, agency, obligation: id };
    return slotFor({ ...line, revision, why }, contacts.get(agency) ?? [], hours, at);
  });
}

/** Whether a letter goes to an agency: a request to all that owe a report at all, an urging to those that it names. */
function isReader(letter: LetterRow, { agency, agencyName, state }: OwedReport): boolean {
  if (letter.agency_code) return letter.agency_code === agency;
  if (ruleOf(letter.kind).to === 'everybody') return state !== 'excused';
  return letter.content.list.some((line) => line.agency === agencyName);
}
