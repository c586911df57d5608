import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import type { Problem } from '../../domain/refusal.ts';
import { commentReport, resolveComment } from '../../office/comment-report.ts';
import { passPart, unpassPart } from '../../office/pass-part.ts';
import { reopenReport } from '../../office/reopen-report.ts';
import { acceptReport, returnReport } from '../../office/review-report.ts';
import { listComments } from '../../store/review-comments.ts';
import { getSubmission } from '../../store/submissions.ts';
import { idOf, openForm, typedOf } from '../forms.ts';
import type { Typed } from '../forms.ts';
import type { Show } from '../frame.ts';

/** The last parts of the addresses to which the page's one review form is sent. */
export const reviewForms: ReadonlySet<string> = new Set(['comments', 'pass', 'unpass', 'resolve', 'return', 'accept']);

const noDay = 'Cần ghi hạn bổ sung, ví dụ 21/12/2026.';

/** The id of the version that an address names. */
export const submissionIn = ({ params }: FastifyRequest): string =>
  idOf((params as { id: string }).id, 'submission.not_found');

/** What a reviewer does on the page of a version. Every button keeps what was typed about any part before it does its own. */
export function reviewActions(app: FastifyInstance, { db, clock }: Deps, show: Show): void {
  const again = { config: { again: show } };

  /** Saves what was typed under the parts as comments. */
  const keep = async (request: FastifyRequest) => {
    const [actor, submission] = [onlyStaff(request, 'review'), submissionIn(request)];
    for (const { field, message: words } of commentsIn(typedOf(request))) {
      await commentReport(db, { submission, field, words, actor, at: clock.now() });
    }
    return { submission, actor, at: clock.now() };
  };

  app.post('/submissions/:id/comments', again, async (request, reply) => {
    const form = openForm(request);
    const at = form.typed['at'] || 'general';
    if (commentsIn(form.typed).length === 0) form.blame(`reason.${at}`, 'Cần ghi ý kiến trước khi lưu.');
    form.check();
    await keep(request);
    return back(request, reply, 'commented', at);
  });
  app.post('/submissions/:id/comments/:comment/resolve', again, async (request, reply) => {
    const comment = idOf((request.params as { comment: string }).comment, 'comment.not_found');
    await resolveComment(db, { ...(await keep(request)), comment });
    return back(request, reply, 'resolved');
  });
  app.post('/submissions/:id/pass', again, async (request, reply) => {
    const part = typedOf(request)['part'] ?? '';
    await passPart(db, { ...(await keep(request)), part });
    return back(request, reply, 'passed', part);
  });
  app.post('/submissions/:id/unpass', again, async (request, reply) => {
    const part = typedOf(request)['part'] ?? '';
    await unpassPart(db, { ...(await keep(request)), part });
    return back(request, reply, 'unpassed', part);
  });
  app.post('/submissions/:id/accept', again, async (request, reply) => {
    const [actor, submission] = [onlyStaff(request, 'review'), submissionIn(request)];
    // Pressed twice, the second time finds the version decided and has nothing to keep.
    if (!(await getSubmission(db, submission)).review) await keep(request);
    await acceptReport(db, { submission, actor, at: clock.now() });
    return back(request, reply, 'accepted');
  });
  app.post('/submissions/:id/return', again, async (request, reply) => {
    const [actor, submission] = [onlyStaff(request, 'review'), submissionIn(request)];
    const form = openForm(request);
    const correctionDue = form.day('correctionDue', noDay);
    const reasons = commentsIn(form.typed);
    const { obligation_id } = await getSubmission(db, submission);
    const noted = (await listComments(db, obligation_id)).some(({ resolvedAt }) => !resolvedAt);
    if (reasons.length === 0 && !noted) {
      form.blame('reason.general', 'Cần nêu ít nhất một ý kiến làm lý do trả lại, ở đây hoặc dưới phần cần sửa.');
    }
    form.check();
    await returnReport(db, { submission, reasons, correctionDue, actor, at: clock.now() });
    return back(request, reply, 'returned');
  });
  app.post('/submissions/:id/reopen', again, async (request, reply) => {
    const [actor, submission] = [onlyStaff(request, 'review'), submissionIn(request)];
    const form = openForm(request);
    const reason = form.text('reason', 'Cần nêu lý do mở lại báo cáo.');
    const correctionDue = form.day('correctionDue', noDay);
    form.check();
    await reopenReport(db, { submission, reason, correctionDue, actor, at: clock.now() });
    return back(request, reply, 'reopened');
  });
}

/** To the page as it was looked at, at the part that was acted upon. */
function back(request: FastifyRequest, reply: FastifyReply, done: string, part = '') {
  const { beside } = typedOf(request);
  const place = part.replace('sections.', 'part-');
  const at = place && place !== 'general' ? `#${encodeURIComponent(place)}` : '';
  const query = new URLSearchParams({ done, ...(beside && { beside }) });
  return reply.redirect(`/submissions/${submissionIn(request)}?${query}${at}`, 303);
}

/** What was typed under the parts: `reason.sections.II` is about that part, or about the place in it that was chosen. */
const commentsIn = (typed: Typed): Problem[] =>
  Object.entries(typed)
    .filter(([name, text]) => name.startsWith('reason.') && text.trim())
    .map(([name, text]) => {
      const part = name.slice('reason.'.length);
      return { field: typed[`place.${part}`] || part, message: text.trim() };
    });
