import { html } from 'hono/html';
import { isOnTime } from '../../domain/deadline.ts';
import { problemsOf } from '../../domain/check-report.ts';
import { momentWords, weekdayWords } from '../../domain/words.ts';
import { isBefore } from '../../domain/zone.ts';
import type { Failure } from '../frame.ts';
import type { Html } from '../html.ts';
import { icon } from './icons.ts';
import { fieldId } from './notice.ts';
import { commentWarnings } from './room-comments.ts';
import type { RoomForm } from './room-report.ts';

/** What must be mended, what might be, and the button that sends. */
export function checkList({ room, content, path, now, saveWords }: RoomForm, failure: Failure | undefined): Html {
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
    <p class="hint">${saveWords ? `Kết quả kiểm tra của nội dung trên trang khi mở. ` : ''}Bấm “Kiểm tra” để lưu và kiểm tra lại.</p>
    ${
      errors.length > 0
        ? html`<h3>${icon('alert')} Cần sửa trước khi gửi (${errors.length})</h3>
            <ul class="errors">
              ${errors.map(({ field, message }) => html`<li><a href="#${fieldId('report', field)}">${message}</a></li>`)}
            </ul>`
        : html`<p class="ready">${icon('check')} Nội dung bắt buộc đã đủ.</p>`
    }
    ${
      warnings.length > 0 &&
      html`<h3>Nên xem lại (không bắt buộc)</h3>
        <ul>
          ${warnings.map((warning) => html`<li>${warning}</li>`)}
        </ul>`
    }
    <p>
      Khi gửi, báo cáo được lưu thành bản ${(room.submissions[0]?.version ?? 0) + 1}, không sửa được nữa, và cơ quan nhận ngay mã tiếp nhận. Gửi bây giờ là
      <strong>${isOnTime(now, room.due, room.graceHours) ? 'đúng hạn' : 'quá hạn'}</strong> (hạn: hết ngày ${weekdayWords(room.due)}${room.graceHours > 0 && `, châm chước ${room.graceHours} giờ`}).
    </p>
    ${lockNote(room, now)}
    <div class="buttons">
      <button class="secondary" type="submit" formaction="${path}/check">Kiểm tra</button>
      <button type="submit" formaction="${path}/submissions">Gửi báo cáo</button>
    </div>
  </section>`;
}

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

function warningsOf({ form, tasks, attachments, comments }: RoomForm['room'], content: RoomForm['content']): string[] {
  const untold = tasks.filter(({ code }) => !content.tasks[code]);
  const silent = form.sections.filter(
    ({ kind, required, code }) => kind === 'narrative' && !required && !content.sections[code]?.trim(),
  );
  return [
    ...commentWarnings({ comments }),
    ...(untold.length > 0
      ? [
          `Còn ${untold.length}/${tasks.length} nhiệm vụ chưa nhập: ${untold
            .slice(0, 6)
            .map(({ code }) => code)
            .join(', ')}${untold.length > 6 ? ', …' : ''}.`,
        ]
      : []),
    ...silent.map(({ code, title }) => `Phần ${code}. ${title}: chưa có nội dung.`),
    ...(attachments.length === 0 ? ['Chưa đính kèm bản báo cáo đã ký số.'] : []),
  ];
}
