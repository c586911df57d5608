import type { AgencyActor } from '../api/identity.ts';
import type { Deps } from '../api/deps.ts';
import type { Problem } from '../domain/refusal.ts';
import type { ReviewComment } from '../domain/review.ts';
import { answerComment } from '../office/answer-comment.ts';
import { wrongWords } from '../office/comment-words.ts';
import type { Typed } from './forms.ts';
import { lines } from './report-form.ts';

/**
 * The answers to the reviewer's comments that the room's form brings, by comment: `answer.<comment>`. An empty one is none, and
 * neither is one that reads as it did when the page came (`answered.<comment>`): a colleague may have written another since.
 */
export const answersIn = (typed: Typed): (readonly [comment: string, words: string])[] =>
  Object.entries(typed).flatMap(([name, text]) => {
    const [, comment, words] = [...(/^answer\.(.+)$/.exec(name) ?? ['', '']), lines(text)];
    return comment && words && words !== lines(typed[`answered.${comment}`]) ? [[comment, words] as const] : [];
  });

/**
 * Saves the answers that came with the report, before anything else is done with it, and answers what is wrong with them. One
 * whose comment was closed meanwhile is passed over: it keeps nobody from sending.
 */
export async function keepAnswers(
  { db, clock }: Deps,
  actor: AgencyActor,
  { typed, comments }: { typed: Typed; comments: readonly ReviewComment[] },
): Promise<readonly Problem[]> {
  const { obligation } = actor;
  const asked = new Set(comments.filter(({ told, resolvedAt }) => told && !resolvedAt).map(({ id }) => id));
  const problems: Problem[] = [];
  for (const [comment, words] of answersIn(typed)) {
    if (!asked.has(comment)) continue;
    const message = wrongWords(words);
    if (message) problems.push({ field: `answer.${comment}`, message });
    else await answerComment(db, { obligation, comment, words, actor, at: clock.now() });
  }
  return problems;
}
