import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../api/deps.ts';
import { linkLimit } from '../../api/rate-limits.ts';
import { answerComment } from '../../office/answer-comment.ts';
import { idOf, typedOf } from '../forms.ts';
import { agencyIn, roomPath } from '../room-link.ts';

/** The agency's answers to the reviewer's comments, from its room: `answer.<comment>`; an empty one is left out. */
export function roomCommentForms(app: FastifyInstance, { db, clock }: Deps): void {
  app.post('/room/:token/comments', { config: { rateLimit: linkLimit } }, async (request, reply) => {
    const actor = agencyIn(request);
    const { obligation } = actor;
    for (const [name, words] of Object.entries(typedOf(request))) {
      if (!name.startsWith('answer.') || !words.trim()) continue;
      const comment = idOf(name.slice('answer.'.length), 'comment.not_found');
      await answerComment(db, { obligation, comment, words, actor, at: clock.now() });
    }
    return reply.redirect(`${roomPath(request)}?done=comments-answered#comments`, 303);
  });
}
