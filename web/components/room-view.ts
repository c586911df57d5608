import { html } from 'hono/html';
import type { ReportContent } from '../../domain/form.ts';
import { momentWords, timeWords, weekdayWords } from '../../domain/words.ts';
import { dayOf } from '../../domain/zone.ts';
import type { Room } from '../../office/read-room.ts';
import type { Frame } from '../frame.ts';
import type { Html } from '../html.ts';
import type { RoomObstacle } from '../../office/read-room-obstacles.ts';
import { sectionWordsOf } from '../section-words.ts';
import { numberWords, sizeWords, taskWords } from '../words.ts';
import { icon } from './icons.ts';
import { prose } from './report-beside.ts';
import { reasonsBesideComments, reopenedMessage, roomComments } from './room-comments.ts';
import { roomReport } from './room-report.ts';
import type { RoomForm } from './room-report.ts';
import { extensionCard, obstacleCard, receiptList } from './room-side.ts';
import { lookState } from './states.ts';
import { reasonsOf } from './thread-entries.ts';
import { typedTexts } from './typed-texts.ts';

export interface RoomView extends Pick<Frame, 'csrf' | 'now' | 'failure'> {
  room: Room;
  content: ReportContent;
  obstacles: readonly RoomObstacle[];
  path: string;
  /** The draft's version when this very request has saved it. */
  kept: number | undefined;
}

/** The whole room: the date, what happened to the report, its form, and the requests beside it. */
export function roomView(view: RoomView): Html {
  const { room, path, failure } = view;
  const { obligation, cycle, plan, agency } = room;
  const open = !cycle.closedAt && obligation.state !== 'accepted' && obligation.state !== 'excused';
  const owing = obligation.state === 'open' || obligation.state === 'returned';
  return html`<div class="title">
      <div>
        <h1>${agency.name}</h1>
        <p class="lead">Báo cáo ${cycle.words} ${plan.shortTitle}</p>
      </div>
    </div>
    ${dueCard(room, owing)} ${stateMessage(room)} ${failure?.code === 'fact.changed' && otherVersion(view)}
    <div class="split">
      <div>${roomComments(room, open, view)} ${open ? roomReport(reportOf(view)) : html`${failure?.form === 'report' && typedTexts(failure.typed)}${sentReport(room)}`}</div>
      <aside aria-label="Việc liên quan">
        ${open && partLinks(room)} ${receiptList(room, path)} ${extensionCard(room, open && owing, view)} ${obstacleCard(room, view.obstacles, view)}
      </aside>
    </div>`;
}

function reportOf(view: RoomView): RoomForm {
  const { room, failure, kept, now } = view;
  const { savedAt, version } = room.draft;
  const refused = failure?.form === 'report' && kept === undefined;
  const unsaved = !refused ? '' : failure.code === 'fact.changed' ? 'conflict' : 'refused';
  const seen = unsaved === 'refused' ? Math.trunc(Number(failure?.typed['seen'])) || 0 : (kept ?? version);
  const saveWords = unsaved ? 'Chưa lưu' : savedAt ? `Đã lưu ${savedMoment(savedAt, now)}` : 'Chưa có bản nháp';
  return { ...view, seen, saveWords, unsaved };
}

const savedMoment = (at: Temporal.Instant, now: Temporal.Instant): string =>
  dayOf(at).equals(dayOf(now)) ? timeWords(at) : momentWords(at);

function dueCard({ due, dueKind, workingDaysLeft, look, cycle }: Room, owing: boolean): Html {
  const kinds = { due: 'Hạn gửi báo cáo', extended: 'Hạn gửi (đã gia hạn)', correction: 'Hạn gửi bản bổ sung' };
  const left =
    workingDaysLeft > 0
      ? `còn ${numberWords(workingDaysLeft)} ngày làm việc`
      : workingDaysLeft === 0
        ? 'hạn là hôm nay'
        : `đã quá ${numberWords(-workingDaysLeft)} ngày làm việc`;
  return html`<section class="due ${look}" aria-label="Hạn gửi">
    <div>
      <p class="due-name">${kinds[dueKind]}</p>
      <p class="due-day">${weekdayWords(due)}</p>
      <p class="note">Tính đến 24:00 ngày này, theo giờ tiếp nhận.</p>
    </div>
    <div>
      ${owing && html`<p class="due-left">${left}</p>`} ${lookState(look)}
      ${cycle.closedAt && html`<p class="note">Kỳ đã đóng ${momentWords(cycle.closedAt)}.</p>`}
    </div>
  </section>`;
}

function stateMessage(room: Room): Html {
  const { obligation, submissions, form } = room;
  const [newest] = submissions;
  if (obligation.state === 'returned' && newest?.reasons) {
    if (newest.reopened_at) return reopenedMessage(newest);
    return html`<section class="message back" aria-labelledby="returned-title">
      ${icon('back')}
      <div>
        <h2 id="returned-title">Báo cáo được trả lại để bổ sung</h2>
        ${reasonsOf(reasonsBesideComments(room, newest.reasons), newest.correction_due, sectionWordsOf(form))}
        <p>Nội dung đã nộp còn nguyên dưới đây; sửa các phần được nêu ý kiến rồi gửi lại.</p>
      </div>
    </section>`;
  }
  const words = {
    submitted:
      'Báo cáo đã được tiếp nhận và đang được thẩm tra. Nếu cần, vẫn gửi được bản mới thay bản đã nộp cho đến khi được chấp nhận.',
    accepted: 'Báo cáo đã được chấp nhận. Cơ quan không còn việc phải làm trong kỳ này.',
    excused: 'Cơ quan không phải báo cáo trong kỳ này.',
    open: '',
    returned: '',
  }[obligation.state];
  return html`${words && html`<div class="message good" role="status">${icon('check')}<p>${words}</p></div>`}`;
}

/** What stands in the saved draft where it differs from what was typed here, so that neither is lost. */
function otherVersion({ room, content }: RoomView): Html {
  const saved = room.draft.content;
  const sections = room.form.sections.filter(
    ({ code, kind }) => kind === 'narrative' && (saved.sections[code] ?? '') !== (content.sections[code] ?? ''),
  );
  const tasks = room.tasks.filter(
    ({ code }) => JSON.stringify(saved.tasks[code] ?? null) !== JSON.stringify(content.tasks[code] ?? null),
  );
  return html`<section class="message warn" aria-labelledby="other-title">
    ${icon('alert')}
    <div>
      <h2 id="other-title">Bản đang lưu khác với nội dung trên trang này</h2>
      <p>
        Có người cùng cơ quan vừa lưu${room.draft.savedAt && ` lúc ${momentWords(room.draft.savedAt)}`}. Nội dung vừa nhập còn nguyên trong biểu
        mẫu; bấm “Lưu bản nháp” lần nữa thì nội dung trên trang thay bản đang lưu. Các chỗ khác nhau của bản đang lưu:
      </p>
      ${sections.map(({ code, title }) => html`<h3>${code}. ${title}</h3>${prose(saved.sections[code] ?? '')}`)}
      ${tasks.map(({ code }) => html`<h3>Nhiệm vụ ${code}</h3>${prose(saved.tasks[code]?.result ?? '')}`)}
    </div>
  </section>`;
}

const partLinks = ({ form }: Room): Html =>
  html`<nav class="card parts" aria-label="Các phần của báo cáo">
    <h2>Các phần</h2>
    <ul class="plain-list">
      ${form.sections.map(({ code, title }) => html`<li><a href="#part-${code}">${code}. ${title}</a></li>`)}
      <li><a href="#part-files">Tệp đính kèm</a></li>
      <li><a href="#check">Kiểm tra và gửi</a></li>
    </ul>
  </nav>`;

/** A report that can no longer be changed. */
function sentReport({ form, submissions, tasks }: Room): Html {
  const [newest] = submissions;
  if (!newest) return html`<p class="nothing">Không có báo cáo nào được nộp trong kỳ này.</p>`;
  const { content } = newest;
  return html`${form.sections.map(
    ({ code, title, kind }) =>
      html`<section class="part">
        <h2>${code}. ${title}</h2>
        ${
          kind === 'narrative'
            ? prose(content.sections[code] ?? '')
            : tasks
                .filter((task) => content.tasks[task.code])
                .map((task) => {
                  const result = content.tasks[task.code];
                  return html`<h3><span class="code">${task.code}</span> ${task.title}</h3>
                    ${result && html`<p>${taskWords[result.state]}, ${result.percent} %</p>${prose(result.result)}`}`;
                })
        }
      </section>`,
  )}
  ${
    content.attachments.length > 0 &&
    html`<section class="part">
      <h2>Tệp đính kèm</h2>
      <ul>
        ${content.attachments.map(({ name, sizeBytes }) => html`<li>${name} <small>${sizeWords(sizeBytes)}</small></li>`)}
      </ul>
    </section>`
  }`;
}
