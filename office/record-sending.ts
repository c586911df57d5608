import { randomUUID } from 'node:crypto';
import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Problem } from '../domain/refusal.ts';
import { dayOf } from '../domain/zone.ts';
import { actorName, record } from '../store/audits.ts';
import { getCompilation } from '../store/compilations.ts';
import type { Db } from '../store/connection.ts';

export interface RecordSending {
  compilation: string;
  documentNumber: string;
  issuedOn: Temporal.PlainDate;
  receiver: string;
  channel: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Records that a compiled report was issued with a number and sent to a receiver. The same number to the same receiver
 * again changes nothing. Refuses: `compilation.not_ready`, `request.invalid`.
 */
export function recordSending(db: Db, sending: RecordSending): Promise<void> {
  const { compilation, issuedOn, actor, at } = sending;
  demand(actor, 'review');
  const [documentNumber, receiver, channel] = [
    sending.documentNumber.trim(),
    sending.receiver.trim(),
    sending.channel.trim(),
  ];
  return db.transaction().execute(async (tx) => {
    await tx.selectFrom('compilation').select('id').where('id', '=', compilation).forUpdate().execute();
    const { state } = await getCompilation(tx, compilation);
    if (state !== 'ready') throw new Refusal('compilation.not_ready');
    const problems = problemsOf({ documentNumber, receiver, issuedOn }, at);
    if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
    const earlier = await tx
      .selectFrom('sending')
      .select('id')
      .where('compilation_id', '=', compilation)
      .where('document_number', '=', documentNumber)
      .where('receiver', '=', receiver)
      .executeTakeFirst();
    if (earlier) return;
    await tx
      .insertInto('sending')
      .values({
        id: randomUUID(),
        compilation_id: compilation,
        document_number: documentNumber,
        issued_on: issuedOn,
        receiver,
        sent_at: at,
        channel,
        recorded_at: at,
        recorded_by: actorName(actor),
      })
      .execute();
    await record(tx, { actor, at, verb: 'record-sending', subject: compilation, facts: { documentNumber } });
  });
}

function problemsOf(
  { documentNumber, receiver, issuedOn }: { documentNumber: string; receiver: string; issuedOn: Temporal.PlainDate },
  at: Temporal.Instant,
): Problem[] {
  return [
    ...(documentNumber ? [] : [{ field: 'documentNumber', message: 'Cần ghi số, ký hiệu văn bản.' }]),
    ...(receiver ? [] : [{ field: 'receiver', message: 'Cần ghi nơi nhận.' }]),
    ...(Temporal.PlainDate.compare(issuedOn, dayOf(at)) > 0
      ? [{ field: 'issuedOn', message: 'Ngày ban hành không thể sau hôm nay.' }]
      : []),
  ];
}
