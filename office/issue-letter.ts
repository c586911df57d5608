import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import { dayOf } from '../domain/zone.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';

export interface IssueLetter {
  letter: string;
  number: string;
  issuedOn: Temporal.PlainDate;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Records that an authorised person has issued a drafted letter under a number. Only a leader may; the engine cannot.
 * The same number again changes nothing. Refuses: `actor.not_allowed`, `letter.not_found`, `fact.changed` when it was
 * issued under another number, `request.invalid`.
 */
export async function issueLetter(db: Db, { letter, number, issuedOn, actor, at }: IssueLetter): Promise<void> {
  demand(actor, 'lead');
  await db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('letter').selectAll().where('id', '=', letter).forUpdate().executeTakeFirst();
    if (!row) throw new Refusal('letter.not_found');
    if (row.number === number.trim()) return;
    if (row.number) throw new Refusal('fact.changed');
    if (!number.trim()) {
      throw new Refusal('request.invalid', { count: '1' }, [
        { field: 'number', message: 'Cần ghi số, ký hiệu văn bản.' },
      ]);
    }
    if (Temporal.PlainDate.compare(issuedOn, dayOf(at)) > 0) {
      const problem = { field: 'issuedOn', message: 'Ngày ban hành không thể sau hôm nay.' };
      throw new Refusal('request.invalid', { count: '1' }, [problem]);
    }
    await tx
      .updateTable('letter')
      .set({ number: number.trim(), issued_on: issuedOn, issued_at: at, issued_by: actorName(actor) })
      .where('id', '=', letter)
      .execute();
    await record(tx, { actor, at, verb: 'issue', subject: letter, facts: { number: number.trim() } });
  });
}
