import { html } from 'hono/html';
import { addWorkingDays } from '../../domain/calendar.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { momentWords, weekdayWords } from '../../domain/words.ts';
import { byDate, dayOf } from '../../domain/zone.ts';
import type { SubmissionView } from '../../office/read-submission.ts';
import type { Beside } from '../beside.ts';
import type { StaffFrame } from '../frame.ts';
import { receivedWords } from './received.ts';
import type { Html } from '../html.ts';
import { sectionWordsOf } from '../section-words.ts';
import { areaField, dayField } from './field.ts';
import { commentList, reviewForm } from './review-comments.ts';
import type { ReviewTools } from './review-comments.ts';
import { plainState } from './states.ts';
import { reasonsOf } from './thread-entries.ts';

/** The day proposed for a correction: two working days on, or the last that is possible. */
function proposedDay({ cycle }: SubmissionView, now: Temporal.Instant, calendar: Calendar): Temporal.PlainDate {
  const proposed = addWorkingDays(dayOf(now), 2, calendar);
  return byDate(proposed, cycle.sendUp) > 0 ? cycle.sendUp : proposed;
}

/** Accepting and returning; what is typed under the parts goes along. */
export function decisionForms(
  tools: ReviewTools,
  { csrf, failure, now }: StaffFrame,
  { calendar, beside }: { calendar: Calendar; beside: Beside },
): Html {
  const { view, path } = tools;
  const open = view.comments.filter(({ resolvedAt }) => !resolvedAt).length;
  return html`<section class="card urgent">
    <form method="post" action="${path}/comments" id="${reviewForm}" novalidate>
      ${csrf}
      <input type="hidden" name="beside" value="${beside}" />
      <h2>Ý kiến chung</h2>
      ${commentList(tools, 'general')}
      ${areaField({ form: reviewForm, name: 'reason.general', label: 'Ý kiến về cả báo cáo', rows: 2, failure })}
      <button class="secondary small" type="submit" name="at" value="general">Lưu ý kiến<span class="unseen"> chung</span></button>
      <h2>Trả lại để bổ sung</h2>
      <p>${open > 0 ? `${open} ý kiến chưa giải quyết là lý do trả lại.` : 'Ghi ý kiến dưới phần cần sửa hoặc ở trên; mỗi ý kiến là một lý do trả lại.'} Cơ quan nhận thư nêu từng ý kiến và hạn bổ sung, trả lời từng ý kiến khi gửi lại.</p>
      ${dayField({ form: reviewForm, name: 'correctionDue', label: 'Hạn bổ sung', value: proposedDay(view, now, calendar), hint: `Không quá ${weekdayWords(view.cycle.sendUp)}.`, failure, required: true })}
      <button class="secondary" type="submit" formaction="${path}/return">Trả lại cơ quan</button>
      <h2>Chấp nhận</h2>
      <p>
        Báo cáo được đưa vào bản tổng hợp. ${view.obligation.agencyName} nhận thư báo.${open > 0 && ` ${open} ý kiến còn mở được đóng lại.`}
      </p>
      <button type="submit" formaction="${path}/accept">Chấp nhận báo cáo</button>
    </form>
  </section>`;
}

/** Opening an accepted report again, with what comes of it. */
export function reopenForm(
  { view, path }: ReviewTools,
  { csrf, failure, now }: StaffFrame,
  { calendar }: { calendar: Calendar },
): Html {
  const { sendUp } = view.cycle;
  if (byDate(sendUp, dayOf(now)) <= 0) {
    return html`<p class="note">Không mở lại được nữa: đã đến ngày gửi báo cáo tổng hợp (${weekdayWords(sendUp)}).</p>`;
  }
  return html`<section class="card">
    <details ${failure?.form === 'reopen' && html`open`}>
      <summary>Mở lại báo cáo đã chấp nhận</summary>
      <ul>
        <li>${view.obligation.agencyName} phải gửi bản bổ sung trước khi hết hạn dưới đây, và nhận thư nêu lý do trong giờ gửi thư.</li>
        <li>Nếu chưa gửi, cơ quan được nhắc và đôn đốc như báo cáo bị trả lại.</li>
        <li>Bản đã chấp nhận vẫn được lưu. Các báo cáo tổng hợp đã lập giữ nguyên nguồn; lần tổng hợp sau chưa có báo cáo này cho đến khi cơ quan gửi lại.</li>
      </ul>
      <form method="post" action="${path}/reopen" novalidate>
        ${csrf} ${areaField({ form: 'reopen', name: 'reason', label: 'Lý do mở lại', rows: 3, failure, required: true })}
        ${dayField({ form: 'reopen', name: 'correctionDue', label: 'Hạn bổ sung', value: proposedDay(view, now, calendar), hint: `Ngày làm việc, không quá ${weekdayWords(sendUp)}.`, failure, required: true })}
        <button class="secondary" type="submit">Mở lại báo cáo</button>
      </form>
    </details>
  </section>`;
}

/** How a version was decided, and that its report was opened again. */
export function verdictCard({ view, person }: ReviewTools): Html {
  const { review, reopening } = view.submission;
  if (!review) return html``;
  const accepted = review.verdict === 'accepted';
  // The comments stand under their parts; what was returned before there were any has its reasons only.
  const listed = accepted || view.comments.some(({ version }) => version === view.submission.version);
  return html`<section class="card">
    <p>
      ${accepted ? plainState('good', 'check', 'Đã chấp nhận') : plainState('back', 'back', 'Đã trả lại')}
      ${momentWords(review.reviewed_at)}, ${person(review.reviewed_by)}
    </p>
    ${!accepted && reasonsOf(listed ? [] : review.reasons, review.correction_due, sectionWordsOf(view.form))}
    ${
      reopening &&
      html`<p>${plainState('back', 'back', 'Đã mở lại')} ${momentWords(reopening.reopened_at)}, ${person(reopening.reopened_by)}</p>
        <p>Lý do: ${reopening.reason}</p>
        <p>Hạn bổ sung: <strong>${weekdayWords(reopening.correction_due)}</strong>.</p>`
    }
  </section>`;
}

/** The versions of a report, the one shown among them. */
export const versionList = ({ versions, submission, form }: SubmissionView): Html =>
  html`<section class="card">
    <h2>Các bản đã nộp</h2>
    <ol class="plain-list">
      ${versions.map(
        (each) =>
          html`<li>
            ${each.id === submission.id ? html`<strong>Bản ${each.version}</strong>` : html`<a href="/submissions/${each.id}">Bản ${each.version}</a>`}
            <small>${receivedWords(each)}${versionWords(each)}</small>
          </li>`,
      )}
    </ol>
    <dl class="pairs">
      <dt>Biểu mẫu</dt>
      <dd>${form.title}</dd>
      <dt>Mã băm nội dung (SHA-256)</dt>
      <dd><code class="hash">${submission.sha256}</code></dd>
    </dl>
  </section>`;

function versionWords({ version, verdict, reopened_at }: SubmissionView['versions'][number]): string {
  const replaces = version > 1 ? `, thay bản ${version - 1}` : '';
  const decided = reopened_at
    ? ', đã mở lại'
    : verdict === 'accepted'
      ? ', đã chấp nhận'
      : verdict
        ? ', đã trả lại'
        : '';
  return `${replaces}${decided}`;
}
