import { createHash, randomUUID } from 'node:crypto';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Problem } from '../domain/refusal.ts';
import { dayOf } from '../domain/zone.ts';
import { getAgency } from '../store/agencies.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { getCycle } from '../store/cycles.ts';
import { putFile } from '../store/files.ts';
import type { Scan } from './record-paper-report.ts';

export interface IncomingLetter {
  number: string;
  issuedOn: Temporal.PlainDate;
  receivedOn: Temporal.PlainDate;
  sender: string;
  subject: string;
  cycle?: string | undefined;
  agency?: string | undefined;
  file?: Scan | undefined;
}

/**
 * Records a letter that came in; answers its id. The same number of the same day and sender again is the same letter.
 * In: a file that was looked at. Refuses: `actor.not_allowed`, `request.invalid`, `cycle.not_found`, `agency.not_found`.
 */
export function recordIncoming(
  db: Db,
  { actor, at, ...given }: IncomingLetter & { actor: Actor; at: Temporal.Instant },
): Promise<string> {
  demand(actor, 'review');
  const letter = {
    ...given,
    ...{ number: given.number.trim(), sender: given.sender.trim(), subject: given.subject.trim() },
  };
  const problems = problemsOf(letter, dayOf(at));
  if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
  return db.transaction().execute(async (tx) => {
    if (letter.cycle) await getCycle(tx, letter.cycle);
    if (letter.agency) await getAgency(tx, letter.agency);
    const id = randomUUID();
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('incoming_letter')
      .values({
        ...{ id, number: letter.number, issued_on: letter.issuedOn, received_on: letter.receivedOn },
        ...{ sender: letter.sender, subject: letter.subject },
        ...{ cycle_id: letter.cycle ?? null, agency_code: letter.agency ?? null },
        ...{ file_sha256: await storeFile(tx, letter.file, at), file_name: letter.file?.name ?? null },
        ...{ recorded_at: at, recorded_by: actorName(actor) },
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 0n) return findKnown(tx, letter);
    await record(tx, { actor, at, verb: 'record-incoming', subject: id, facts: { number: letter.number } });
    return id;
  });
}

async function storeFile(tx: Tx, file: Scan | undefined, at: Temporal.Instant): Promise<string | null> {
  if (!file) return null;
  const sha256 = createHash('sha256').update(file.content).digest('hex');
  await putFile(tx, { sha256, mediaType: file.mediaType, content: file.content, at });
  return sha256;
}

async function findKnown(tx: Tx, { number, issuedOn, sender }: IncomingLetter): Promise<string> {
  const { id } = await tx
    .selectFrom('incoming_letter')
    .select('id')
    .where((eb) => eb(eb.fn('lower', ['number']), '=', eb.fn('lower', [eb.val(number)])))
    .where((eb) => eb(eb.fn('lower', ['sender']), '=', eb.fn('lower', [eb.val(sender)])))
    .where('issued_on', '=', issuedOn)
    .executeTakeFirstOrThrow();
  return id;
}

const longest = 500;

function problemsOf(letter: IncomingLetter, today: Temporal.PlainDate): Problem[] {
  const { number, sender, subject, issuedOn, receivedOn } = letter;
  const missing = (field: string, text: string, message: string): Problem[] => (text ? [] : [{ field, message }]);
  const long = Object.entries({ number, sender, subject }).filter(([, text]) => text.length > longest);
  return [
    ...missing('number', number, 'Cần ghi số, ký hiệu văn bản.'),
    ...missing('sender', sender, 'Cần ghi cơ quan gửi.'),
    ...missing('subject', subject, 'Cần ghi trích yếu nội dung.'),
    ...long.map(([field]) => ({ field, message: `Không quá ${longest} ký tự.` })),
    ...(Temporal.PlainDate.compare(receivedOn, today) > 0
      ? [{ field: 'receivedOn', message: 'Ngày nhận không thể sau hôm nay.' }]
      : []),
    ...(Temporal.PlainDate.compare(issuedOn, receivedOn) > 0
      ? [{ field: 'issuedOn', message: 'Ngày văn bản không thể sau ngày nhận.' }]
      : []),
  ];
}
