import { randomUUID } from 'node:crypto';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Problem } from '../domain/refusal.ts';
import { dayOf, isBefore } from '../domain/zone.ts';
import { longest, tooLong } from '../domain/text-limits.ts';
import { actorName, record } from '../store/audits.ts';
import { getCompilation } from '../store/compilations.ts';
import type { Db, Tx } from '../store/connection.ts';
import { listSendings } from '../store/sendings.ts';
import { keepSentFile } from './keep-sent-file.ts';
import type { SentFile } from './keep-sent-file.ts';

export interface RecordSending {
  compilation: string;
  documentNumber: string;
  issuedOn: Temporal.PlainDate;
  receiver: string;
  channel: string;
  /** When it was sent; absent: now. */
  sentAt?: Temporal.Instant | undefined;
  file?: SentFile | undefined;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Records that a compiled report was issued with a number and sent to a receiver, with the document as it was sent; answers
 * the sending's id. The same number to the same receiver again, unless it was withdrawn, changes nothing but for a file that
 * was missing. Refuses: `compilation.not_ready`, `request.invalid`.
 */
export function recordSending(db: Db, given: RecordSending): Promise<string> {
  const { compilation, actor, at, file } = given;
  demand(actor, 'review');
  const sending = { ...given, sentAt: given.sentAt ?? at, ...trimmed(given) };
  return db.transaction().execute(async (tx) => {
    const { state, cycle_id: cycle } = await lockReady(tx, compilation);
    if (state !== 'ready') throw new Refusal('compilation.not_ready');
    const problems = problemsOf(sending, at);
    if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
    const earlier = await findStanding(tx, cycle, sending);
    const id = earlier?.id ?? (await insertSending(tx, sending));
    if (file && !earlier?.sha256) await keepSentFile(tx, { sending: id, compilation, file, actor, at });
    return id;
  });
}

const trimmed = ({ documentNumber, receiver, channel }: RecordSending) => ({
  ...{ documentNumber: documentNumber.trim(), receiver: receiver.trim(), channel: channel.trim() },
});

async function lockReady(tx: Tx, compilation: string) {
  await tx.selectFrom('compilation').select('id').where('id', '=', compilation).forUpdate().execute();
  return getCompilation(tx, compilation);
}

/** The same sending, recorded before and not withdrawn. */
async function findStanding(tx: Tx, cycle: string, { compilation, documentNumber, receiver }: RecordSending) {
  const all = await listSendings(tx, cycle);
  return all.find(
    (each) =>
      each.compilation_id === compilation &&
      each.document_number === documentNumber &&
      each.receiver === receiver &&
      !each.withdrawn_at,
  );
}

async function insertSending(tx: Tx, sending: RecordSending & { sentAt: Temporal.Instant }): Promise<string> {
  const { compilation, documentNumber, issuedOn, receiver, channel, sentAt, actor, at } = sending;
  const id = randomUUID();
  await tx
    .insertInto('sending')
    .values({
      ...{ id, compilation_id: compilation, document_number: documentNumber, issued_on: issuedOn, receiver },
      ...{ sent_at: sentAt, channel, recorded_at: at, recorded_by: actorName(actor) },
    })
    .execute();
  await record(tx, { actor, at, verb: 'record-sending', subject: compilation, facts: { documentNumber } });
  return id;
}

interface Given {
  documentNumber: string;
  receiver: string;
  channel: string;
  issuedOn: Temporal.PlainDate;
  sentAt: Temporal.Instant;
}

function problemsOf(given: Given, at: Temporal.Instant): Problem[] {
  const { documentNumber, receiver, channel, issuedOn, sentAt } = given;
  const ahead = Temporal.PlainDate.compare(issuedOn, dayOf(at)) > 0;
  return [
    ...tooLong({
      documentNumber: [documentNumber, longest.documentNumber],
      receiver: [receiver, longest.receiver],
      channel: [channel, longest.receiver],
    }),
    ...(documentNumber ? [] : [{ field: 'documentNumber', message: 'Cần ghi số, ký hiệu văn bản.' }]),
    ...(receiver ? [] : [{ field: 'receiver', message: 'Cần ghi nơi nhận.' }]),
    ...(ahead ? [{ field: 'issuedOn', message: 'Ngày ban hành không thể sau hôm nay.' }] : []),
    ...(isBefore(at, sentAt) ? [{ field: 'sentOn', message: 'Ngày gửi không thể sau hôm nay.' }] : []),
    ...(!ahead && Temporal.PlainDate.compare(dayOf(sentAt), issuedOn) < 0
      ? [{ field: 'sentOn', message: 'Ngày gửi không thể trước ngày ban hành.' }]
      : []),
  ];
}
