import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { titleOf } from '../domain/official/write-letter.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Problem } from '../domain/refusal.ts';
import { longest, tooLongWords } from '../domain/text-limits.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { json } from '../store/json.ts';
import { insertLetterVersion, lockLetter } from '../store/letters.ts';
import type { LetterRow } from '../store/letters.ts';

export interface EditLetter {
  letter: string;
  /** The version that the writer began from. */
  revision: number;
  subject: string;
  paragraphs: readonly string[];
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Saves a draft's words as its next version; figures and list come from the facts. An approval was for the words of
 * before and falls. The same words again change nothing. Refuses: `actor.not_allowed`, `letter.not_found`,
 * `letter.issued`, `letter.voided`, `fact.changed` when another version was saved meanwhile, `request.invalid`.
 */
export function editLetter(db: Db, { letter, revision, actor, at, ...given }: EditLetter): Promise<void> {
  demand(actor, 'review');
  const subject = given.subject.replaceAll(/\s+/g, ' ').trim();
  const paragraphs = given.paragraphs.map((each) => each.replaceAll(/\s+/g, ' ').trim()).filter(Boolean);
  return db.transaction().execute(async (tx) => {
    const row = await lockLetter(tx, letter);
    refuseChange(row);
    const { content } = row;
    if (subject === content.subject && paragraphs.join('\n') === content.paragraphs.join('\n')) return;
    if (row.revision !== revision) throw new Refusal('fact.changed', { current: String(row.revision) });
    refuseWords(subject, paragraphs);
    const written = content.written ?? content.paragraphs;
    const next = { ...content, subject, paragraphs, written };
    await tx
      .updateTable('letter')
      .set({
        content: json(next),
        title: titleOf(row.kind, subject),
        revision: row.revision + 1,
        ...{ approved_at: null, approved_by: null },
      })
      .where('id', '=', letter)
      .execute();
    const version = { letter, revision: row.revision + 1, content: next };
    await insertLetterVersion(tx, { ...version, at, by: actorName(actor) });
    await record(tx, {
      actor,
      at,
      verb: 'edit-letter',
      subject: letter,
      facts: { revision: String(version.revision) },
    });
  });
}

/** Refuses `letter.voided`, `letter.issued`: both keep their words. */
export function refuseChange({ voided_at, number }: Pick<LetterRow, 'voided_at' | 'number'>): void {
  if (voided_at) throw new Refusal('letter.voided');
  if (number) throw new Refusal('letter.issued');
}

function refuseWords(subject: string, paragraphs: readonly string[]): void {
  const problems: Problem[] = [
    ...(subject ? [] : [{ field: 'subject', message: 'Cần ghi trích yếu nội dung.' }]),
    ...(subject.length > 400 ? [{ field: 'subject', message: 'Trích yếu không quá 400 ký tự.' }] : []),
    ...(paragraphs.length > 200 ? [{ field: 'paragraphs', message: 'Văn bản không quá 200 đoạn.' }] : []),
    ...(paragraphs.some((each) => each.length > longest.paragraph)
      ? [{ field: 'paragraphs', message: `Có đoạn dài quá: ${tooLongWords(longest.paragraph)}` }]
      : []),
    ...(paragraphs.length > 0 ? [] : [{ field: 'paragraphs', message: 'Cần có nội dung văn bản.' }]),
  ];
  if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
}
