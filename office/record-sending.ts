import { createHash, randomUUID } from 'node:crypto';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import type { FileSignature } from '../domain/file-signature.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Problem } from '../domain/refusal.ts';
import { dayOf, isBefore } from '../domain/zone.ts';
import { actorName, record } from '../store/audits.ts';
import { getCompilation } from '../store/compilations.ts';
import type { Db, Tx } from '../store/connection.ts';
import { putFile } from '../store/files.ts';
import { json } from '../store/json.ts';
import { listSendings } from '../store/sendings.ts';

/** A signed document as it was sent, looked into before. */
export interface SentFile {
  name: string;
  mediaType: string;
  content: Uint8Array;
  signatures?: readonly FileSignature[] | undefined;
}

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
export function recordSending(db: Db, sending: RecordSending): Promise<string> {
  const { compilation, issuedOn, file, actor, at, sentAt = at } = sending;
  demand(actor, 'review');
  const [documentNumber, receiver, channel] = [
    sending.documentNumber.trim(),
    sending.receiver.trim(),
    sending.channel.trim(),
  ];
  return db.transaction().execute(async (tx) => {
    const { state, cycle_id } = await lockReady(tx, compilation);
    if (state !== 'ready') throw new Refusal('compilation.not_ready');
    const problems = problemsOf({ documentNumber, receiver, issuedOn, sentAt }, at);
    if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
    const earlier = (await listSendings(tx, cycle_id)).find(
      (each) =>
        each.compilation_id === compilation &&
        each.document_number === documentNumber &&
        each.receiver === receiver &&
        !each.withdrawn_at,
    );
    const id = earlier?.id ?? randomUUID();
    if (!earlier) {
      await tx
        .insertInto('sending')
        .values({
          ...{ id, compilation_id: compilation, document_number: documentNumber, issued_on: issuedOn, receiver },
          ...{ sent_at: sentAt, channel, recorded_at: at, recorded_by: actorName(actor) },
        })
        .execute();
      await record(tx, { actor, at, verb: 'record-sending', subject: compilation, facts: { documentNumber } });
    }
    if (file && !earlier?.sha256) await keepFile(tx, { sending: id, compilation, file, actor, at });
    return id;
  });
}

async function lockReady(tx: Tx, compilation: string) {
  await tx.selectFrom('compilation').select('id').where('id', '=', compilation).forUpdate().execute();
  return getCompilation(tx, compilation);
}

interface KeepFile {
  sending: string;
  compilation: string;
  file: SentFile;
  actor: Actor;
  at: Temporal.Instant;
}

/** Keeps the document of a sending, once. */
export async function keepFile(tx: Tx, { sending, compilation, file, actor, at }: KeepFile): Promise<void> {
  const { name, mediaType, content, signatures } = file;
  const sha256 = createHash('sha256').update(content).digest('hex');
  await putFile(tx, { sha256, mediaType, content, at });
  await tx
    .insertInto('sending_file')
    .values({
      ...{ sending_id: sending, sha256, name, attached_at: at, attached_by: actorName(actor) },
      signatures: signatures ? json(signatures) : null,
    })
    .execute();
  await record(tx, { actor, at, verb: 'attach-sending', subject: compilation, facts: { sending, sha256 } });
}

interface Given {
  documentNumber: string;
  receiver: string;
  issuedOn: Temporal.PlainDate;
  sentAt: Temporal.Instant;
}

function problemsOf({ documentNumber, receiver, issuedOn, sentAt }: Given, at: Temporal.Instant): Problem[] {
  const ahead = Temporal.PlainDate.compare(issuedOn, dayOf(at)) > 0;
  return [
    ...(documentNumber ? [] : [{ field: 'documentNumber', message: 'Cần ghi số, ký hiệu văn bản.' }]),
    ...(receiver ? [] : [{ field: 'receiver', message: 'Cần ghi nơi nhận.' }]),
    ...(ahead ? [{ field: 'issuedOn', message: 'Ngày ban hành không thể sau hôm nay.' }] : []),
    ...(isBefore(at, sentAt) ? [{ field: 'sentOn', message: 'Ngày gửi không thể sau hôm nay.' }] : []),
    ...(!ahead && Temporal.PlainDate.compare(dayOf(sentAt), issuedOn) < 0
      ? [{ field: 'sentOn', message: 'Ngày gửi không thể trước ngày ban hành.' }]
      : []),
  ];
}
