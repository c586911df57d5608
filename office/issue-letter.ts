import { createHash } from 'node:crypto';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import { dayOf } from '../domain/zone.ts';
import { numberKey } from '../domain/official/number.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { putFile } from '../store/files.ts';
import { getLetter, lockLetter } from '../store/letters.ts';
import type { LetterRow } from '../store/letters.ts';
import type { LetterDelivery } from '../store/schema.ts';
import { letterSheet } from './letter-sheet.ts';
import type { BuildDocument } from './letter-sheet.ts';
import { lockStanding } from './list-missing.ts';
import { wordDocument } from './read-letter-file.ts';
import { sendLetter } from './send-letter.ts';
import { takeNumber } from './take-number.ts';

export interface IssueLetter {
  letter: string;
  /** As the office's clerk gave it; absent: the register's next one. */
  number?: string | undefined;
  issuedOn: Temporal.PlainDate;
  /** When its e-mails leave; by hand: never, somebody brings it another way. */
  delivery: LetterDelivery;
  build: BuildDocument;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Issues an approved letter: it gets its number and date, its Word file is kept, and only now its e-mails may leave. Only
 * a leader may; the engine cannot. Issued again under the same number, or under none given, nothing changes.
 * Out: the number. Refuses: `actor.not_allowed`, `letter.not_found`, `letter.voided`, `letter.not_approved`,
 * `letter.number_taken`, `fact.changed` when it was issued under another number, `request.invalid`.
 */
export async function issueLetter(db: Db, { letter, ...given }: IssueLetter): Promise<string> {
  demand(given.actor, 'lead');
  const { cycle_id } = await getLetter(db, letter);
  return db.transaction().execute(async (tx) => {
    // Reports that are being stored come first: they hold their obligation and ask for the letters that name them.
    await lockStanding(tx, cycle_id);
    const row = await lockLetter(tx, letter);
    if (row.voided_at) throw new Refusal('letter.voided');
    if (row.number) return repeated(row.number, given.number);
    if (!row.approved_at) throw new Refusal('letter.not_approved');
    refuseDay(given.issuedOn, given.at);
    return issueIn(tx, row, given);
  });
}

async function issueIn(tx: Tx, row: LetterRow, given: Omit<IssueLetter, 'letter'>): Promise<string> {
  const { issuedOn, build, actor, at } = given;
  const taking = { letter: row.id, kind: row.kind, year: issuedOn.year, typed: given.number, actor, at };
  const number = await takeNumber(tx, taking);
  const issued = { number, issued_on: issuedOn, issued_at: at, issued_by: actorName(actor) };
  const content = await build(await letterSheet(tx, { ...row, ...issued }));
  const sha256 = createHash('sha256').update(content).digest('hex');
  await putFile(tx, { sha256, mediaType: wordDocument, content, at });
  // What UBND tỉnh issues itself leaves from there.
  const delivery = row.kind === 'direction-draft' ? 'by_hand' : given.delivery;
  const values = { ...issued, delivery, document_sha256: sha256 };
  await tx.updateTable('letter').set(values).where('id', '=', row.id).execute();
  await record(tx, { actor, at, verb: 'issue', subject: row.id, facts: { number } });
  if (delivery === 'at_once') await sendLetter(tx, { ...row, ...values }, at);
  return number;
}

function repeated(number: string, typed: string | undefined): string {
  if (typed?.trim() && numberKey(typed) !== numberKey(number)) throw new Refusal('fact.changed');
  return number;
}

function refuseDay(issuedOn: Temporal.PlainDate, at: Temporal.Instant): void {
  if (Temporal.PlainDate.compare(issuedOn, dayOf(at)) <= 0) return;
  const problem = { field: 'issuedOn', message: 'Ngày ban hành không thể sau hôm nay.' };
  throw new Refusal('request.invalid', { count: '1' }, [problem]);
}
