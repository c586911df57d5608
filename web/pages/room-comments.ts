import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../api/deps.ts';
import { answerComment } from '../../office/answer-comment.ts';
import { idOf, typedOf } from '../forms.ts';
import { answersIn } from '../keep-answers.ts';
import { agencyIn } from '../room-link.ts';
import type { RoomTools } from './room-people.ts';

/** The answers' own button: like every other it keeps them with the report, and it refuses those that were passed over. */
export function roomCommentForms(app: FastifyInstance, { db, clock }: Deps, { again, keep, back }: RoomTools): void {
  app.post('/room/:token/comments', again, async (request, reply) => {
    const actor = agencyIn(request);
    const { obligation } = actor;
    await keep(request);
    for (const [id, words] of answersIn(typedOf(request))) {
      const comment = idOf(id, 'comment.not_found');
      await answerComment(db, { obligation, comment, words, actor, at: clock.now() });
    }
    return back(request, reply, 'comments-answered', 'comments');
  });
}
