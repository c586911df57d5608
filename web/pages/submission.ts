import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { getFile } from '../../store/files.ts';
import { sendFile } from '../../api/send-file.ts';
import { addWorkingDays } from '../../domain/calendar.ts';
import type { AttachedFile } from '../../domain/form.ts';
import type { Problem } from '../../domain/refusal.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dayWords, momentWords, weekdayWords } from '../../domain/words.ts';
import { byDate, dayOf } from '../../domain/zone.ts';
import { acceptReport, returnReport } from '../../office/review-report.ts';
import { getCalendar } from '../../store/calendars.ts';
import { paperIn } from '../../store/submissions.ts';
import { attachedFiles } from '../components/attached-files.ts';
import { areaField, dayField } from '../components/field.ts';
import { reportBeside } from '../components/report-beside.ts';
import { paperNote } from '../components/paper-note.ts';
import { plainState } from '../components/states.ts';
import { outageNote, timelyState } from '../components/timely.ts';
import { reasonsOf } from '../components/thread-entries.ts';
import { idOf, openForm } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show, StaffFrame } from '../frame.ts';
import type { Html } from '../html.ts';
import { readPeople } from '../../office/read-people.ts';
import { readSubmission } from '../../office/read-submission.ts';
import type { SubmissionView } from '../../office/read-submission.ts';
import { sectionWordsOf } from '../section-words.ts';

const idIn = ({ params }: FastifyRequest): string => idOf((params as { id: string }).id, 'submission.not_found');

/** Thẩm tra: a version beside the one before it; accept, or return with reasons. */
export function submissionPage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;

  const show: Show = async (request, reply, failure) => {
    const frame = await openStaffFrame(deps, request, reply, failure);
    const view = await readSubmission(db, idIn(request));
    const { submission, obligation, cycle, form, versions, newest } = view;
    const reviewable = frame.may('review') && newest && !submission.review && !cycle.closedAt;
    const person = await readPeople(db);
    const path = `/submissions/${submission.id}`;
    return frame.page(
      { title: `Thẩm tra ${obligation.agencyName}`, place: 'board', width: 'wide' },
      html`<p class="crumbs">
          <a href="/cycles/${cycle.id}">Theo dõi ${cycle.words}</a> ›
          <a href="/cycles/${cycle.id}/agencies/${obligation.agency}">${obligation.agencyName}</a> ›
        </p>
        <div class="title">
          <div>
            <h1>Báo cáo của ${obligation.agencyName}, bản ${submission.version}</h1>
            <p class="lead">
              ${receivedWords(submission)} · mã <code>${submission.receipt_code}</code> · hạn ${dayWords(submission.due)}
            </p>
          </div>
          ${timelyState(submission)}
        </div>
        ${outageNote(submission)} ${paperNote(submission)}
        ${!newest && html`<p class="message warn">Đây không phải bản mới nhất. <a href="/submissions/${versions[0]?.id}">Xem bản ${versions[0]?.version}</a></p>`}
        ${submission.review && verdict(view, person)}
        <div class="split">
          <div>
            ${reportBeside(view, reviewable ? (field, label) => areaField({ form: 'return', name: `reason.${field}`, label, rows: 2, of: 'return', failure }) : undefined)}
          </div>
          <aside aria-label="Kết quả thẩm tra">
            ${reviewable && (await reviewForms(view, frame, path))} ${attachments(view.content.attachments, path)} ${versionList(view, form.title)}
          </aside>
        </div>`,
    );
  };

  app.get('/submissions/:id', answerWith(show));
  app.post('/submissions/:id/accept', { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    await acceptReport(db, { submission: idIn(request), actor, at: clock.now() });
    return reply.redirect(`/submissions/${idIn(request)}?done=accepted`, 303);
  });
  app.post('/submissions/:id/return', { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const form = openForm(request);
    const correctionDue = form.day('correctionDue', 'Cần ghi hạn bổ sung, ví dụ 21/12/2026.');
    const reasons = reasonsIn(form.typed);
    if (reasons.length === 0)
      form.blame('reason.general', 'Cần nêu ít nhất một lý do trả lại, ở đây hoặc dưới phần cần sửa.');
    form.check();
    await returnReport(db, { submission: idIn(request), reasons, correctionDue, actor, at: clock.now() });
    return reply.redirect(`/submissions/${idIn(request)}?done=returned`, 303);
  });
  app.get('/submissions/:id/attachments/:sha256', async (request, reply) => {
    onlyStaff(request);
    const { sha256 } = request.params as { sha256: string };
    const { content } = await readSubmission(db, idIn(request));
    const file = content.attachments.find((each) => each.sha256 === sha256);
    if (!file) throw new Refusal('file.not_found');
    return sendFile(reply, { ...(await getFile(db, sha256)), name: file.name });
  });

  const reviewForms = async (view: SubmissionView, { csrf, failure, now }: StaffFrame, path: string): Promise<Html> => {
    const calendar = await getCalendar(db);
    const proposed = addWorkingDays(dayOf(now), 2, calendar);
    const latest = view.cycle.sendUp;
    const value = byDate(proposed, latest) > 0 ? latest : proposed;
    return html`<section class="card urgent">
      <h2>Chấp nhận</h2>
      <p>Báo cáo được đưa vào bản tổng hợp. ${view.obligation.agencyName} nhận thư báo.</p>
      <form method="post" action="${path}/accept">
        ${csrf}
        <button type="submit">Chấp nhận báo cáo</button>
      </form>
      <h2>Trả lại để bổ sung</h2>
      <p>Ghi lý do ngay dưới từng phần ở bên, hoặc ghi chung ở đây. Cơ quan nhận thư nêu mọi lý do và hạn bổ sung.</p>
      <form method="post" action="${path}/return" id="return" novalidate>
        ${csrf} ${areaField({ form: 'return', name: 'reason.general', label: 'Lý do chung', rows: 2, failure })}
        ${dayField({ form: 'return', name: 'correctionDue', label: 'Hạn bổ sung', value, hint: `Không quá ${weekdayWords(latest)}.`, failure, required: true })}
        <button class="secondary" type="submit">Trả lại cơ quan</button>
      </form>
    </section>`;
  };
}

/** When a version came; of one outside the system only the day is known. */
const receivedWords = (version: Parameters<typeof paperIn>[0] & { received_at: Temporal.Instant }): string => {
  const { paper } = paperIn(version);
  return paper ? `Văn bản nhận ngày ${dayWords(paper.receivedOn)}` : `Tiếp nhận ${momentWords(version.received_at)}`;
};

/** The reasons typed under the report's parts: `reason.sections.I` is about `sections.I`. */
const reasonsIn = (typed: Readonly<Record<string, string>>): Problem[] =>
  Object.entries(typed)
    .filter(([name, text]) => name.startsWith('reason.') && text.trim())
    .map(([name, text]) => ({ field: name.slice('reason.'.length), message: text.trim() }));

function verdict({ submission: { review }, form }: SubmissionView, person: (actor: string) => string): Html {
  if (!review) return html``;
  const accepted = review.verdict === 'accepted';
  return html`<section class="card">
    <p>
      ${accepted ? plainState('good', 'check', 'Đã chấp nhận') : plainState('back', 'back', 'Đã trả lại')}
      ${momentWords(review.reviewed_at)}, ${person(review.reviewed_by)}
    </p>
    ${!accepted && reasonsOf(review.reasons, review.correction_due, sectionWordsOf(form))}
  </section>`;
}

const attachments = (files: readonly AttachedFile[], path: string): Html =>
  html`<section class="card">
    <h2>Tệp đính kèm</h2>
    ${files.length > 0 ? attachedFiles(files, path) : html`<p>Không có tệp đính kèm.</p>`}
  </section>`;

const versionList = ({ versions, submission }: SubmissionView, form: string): Html =>
  html`<section class="card">
    <h2>Các bản đã nộp</h2>
    <ol class="plain-list">
      ${versions.map(
        (each) =>
          html`<li>
            ${each.id === submission.id ? html`<strong>Bản ${each.version}</strong>` : html`<a href="/submissions/${each.id}">Bản ${each.version}</a>`}
            <small>${receivedWords(each)}</small>
          </li>`,
      )}
    </ol>
    <dl class="pairs">
      <dt>Biểu mẫu</dt>
      <dd>${form}</dd>
      <dt>Mã băm nội dung (SHA-256)</dt>
      <dd><code class="hash">${submission.sha256}</code></dd>
    </dl>
  </section>`;
