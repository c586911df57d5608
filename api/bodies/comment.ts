import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { ReviewComment } from '../../domain/review.ts';
import { Exactly, Moment, Uuid } from './shapes.ts';

/** What a reviewer says of a place of a report, and what the agency answers. */
export const CommentBody = Exactly({
  id: Uuid,
  submission: Uuid,
  version: Type.Integer(),
  field: Type.String({ examples: ['sections.III', 'tasks.II.1.a', 'indicators.2.1', 'files', 'general'] }),
  words: Type.String(),
  madeAt: Moment,
  answer: Type.Optional(Exactly({ words: Type.String(), answeredAt: Moment })),
  resolvedAt: Type.Optional(Moment),
});

export const commentBody = ({
  madeAt,
  madeBy: _by,
  told: _told,
  answer,
  resolvedAt,
  ...comment
}: ReviewComment): Static<typeof CommentBody> => ({
  ...comment,
  madeAt: madeAt.toString(),
  ...(answer && { answer: { words: answer.words, answeredAt: answer.answeredAt.toString() } }),
  ...(resolvedAt && { resolvedAt: resolvedAt.toString() }),
});
