import { html } from 'hono/html';
import { isOnTime } from '../../domain/deadline.ts';
import { problemsOf } from '../../domain/check-report.ts';
import type { Problem } from '../../domain/refusal.ts';
import { warningsOf } from '../../domain/report-warnings.ts';
import { momentWords, weekdayWords } from '../../domain/words.ts';
import { isBefore } from '../../domain/zone.ts';
import type { Failure } from '../frame.ts';
import type { Html } from '../html.ts';
import { icon } from './icons.ts';
import { fieldId } from './notice.ts';
import { commentWarnings } from './room-comments.ts';
import type { RoomForm } from './room-report.ts';
import { sendButtons } from './room-send.ts';

/** What must be mended, what might be, and the button that sends. */
export function checkList(view: RoomForm, failure: Failure | undefined): Html {
  const { room, content, now } = view;
  const errors =
    failure?.problems.length && failure.form === 'report'
      ? failure.problems
      : problemsOf(
          {
            form: room.form,
            tasks: room.plan.tasks.map(({ code }) => code),
            kind: room.agency.kind,
            lastYear: room.lastYear,
          },
          content,
        );
  const warnings = warningsOf(room, content);
  return html`<section class="part" aria-labelledby="part-check" id="check">
    <h2 id="part-check">Kiểm tra và gửi</h2>
    <p class="hint">Bấm “Kiểm tra” để lưu và kiểm tra lại toàn bộ.</p>
    <div id="check-errors" ${errors.length === 0 && html`hidden`}>
      <h3>${icon('alert')} Cần sửa trước khi gửi (<span data-count>${errors.length}</span>)</h3>
      <ul class="errors" data-list>${places(errors)}</ul>
    </div>
    <p class="ready" id="check-ready" ${errors.length > 0 && html`hidden`}>${icon('check')} Nội dung bắt buộc đã đủ.</p>
    ${commentWarnings(room).map((words) => html`<p class="message warn">${words}</p>`)}
    <div id="check-warnings" ${warnings.length === 0 && html`hidden`}>
      <h3>Nên xem lại (không bắt buộc)</h3>
      <ul data-list>${places(warnings)}</ul>
    </div>
    <p>
      Khi gửi, báo cáo được lưu thành bản ${(room.submissions[0]?.version ?? 0) + 1}, không sửa được nữa, và cơ quan nhận ngay mã tiếp nhận. Gửi bây giờ là
      <strong>${isOnTime(now, room.due, room.graceHours) ? 'đúng hạn' : 'quá hạn'}</strong> (hạn: hết ngày ${weekdayWords(room.due)}${room.graceHours > 0 && `, châm chước ${room.graceHours} giờ`}).
    </p>
    ${lockNote(room, now)}
    ${sendButtons({ ...view, failure, open: true })}
  </section>`;
}

const places = (problems: readonly Problem[]): Html =>
  html`${problems.map(({ field, message }) => html`<li><a href="#${fieldId('report', field)}">${message}</a></li>`)}`;

/** That the regime takes no late reports any more, or from when. */
const lockNote = ({ lockedFrom }: RoomForm['room'], now: Temporal.Instant): Html =>
  html`${
    lockedFrom &&
    html`<p class="message ${isBefore(now, lockedFrom) ? 'warn' : 'bad'}">
      ${
        isBefore(now, lockedFrom)
          ? `Theo quy định của chế độ báo cáo, hệ thống ngừng nhận báo cáo từ ${momentWords(lockedFrom)}.`
          : `Hệ thống đã ngừng nhận báo cáo từ ${momentWords(lockedFrom)}. Nội dung vẫn lưu được thành bản nháp; đề nghị xin gia hạn trên trang này hoặc liên hệ Sở Khoa học và Công nghệ.`
      }
    </p>`
  }`;
