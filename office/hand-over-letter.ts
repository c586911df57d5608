import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Problem } from '../domain/refusal.ts';
import { dayOf } from '../domain/zone.ts';
import { longest, tooLong } from '../domain/text-limits.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { lockLetter } from '../store/letters.ts';

export interface HandOverLetter {
  letter: string;
  on: Temporal.PlainDate;
  /** `Hệ thống quản lý văn bản và điều hành` */
  how: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Records that an issued letter was sent another way than by e-mail, and when. Recorded again, the newer word counts.
 * Refuses: `actor.not_allowed`, `letter.not_found`, `letter.voided`, `letter.not_issued`, `request.invalid`.
 */
export function handOverLetter(db: Db, { letter, on, how, actor, at }: HandOverLetter): Promise<void> {
  demand(actor, 'review');
  const words = how.trim();
  return db.transaction().execute(async (tx) => {
    const { voided_at, issued_on, number, handed_on, handed_how } = await lockLetter(tx, letter);
    if (voided_at) throw new Refusal('letter.voided');
    if (!number || !issued_on) throw new Refusal('letter.not_issued');
    const problems = problemsOf(words, on, { from: issued_on, to: dayOf(at) });
    if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
    if (handed_how === words && handed_on?.equals(on)) return;
    const handed = { handed_on: on, handed_how: words, handed_by: actorName(actor) };
    await tx.updateTable('letter').set(handed).where('id', '=', letter).execute();
    await record(tx, { actor, at, verb: 'hand-over-letter', subject: letter, facts: { on: on.toString() } });
  });
}

const problemsOf = (
  how: string,
  on: Temporal.PlainDate,
  { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate },
): Problem[] => [
  ...tooLong({ how: [how, longest.delivery] }),
  ...(how ? [] : [{ field: 'how', message: 'Cần ghi hình thức gửi.' }]),
  ...(Temporal.PlainDate.compare(on, from) < 0 || Temporal.PlainDate.compare(on, to) > 0
    ? [{ field: 'on', message: 'Ngày gửi phải từ ngày ban hành đến hôm nay.' }]
    : []),
];
