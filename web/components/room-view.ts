import { html } from 'hono/html';
import { momentWords, timeWords, weekdayWords } from '../../domain/words.ts';
import { dayOf } from '../../domain/zone.ts';
import type { Room } from '../../office/read-room.ts';
import type { AgencyActor } from '../../api/identity.ts';
import type { RoomPeople } from '../../office/read-room-people.ts';
import { approvalMessage } from './room-approval.ts';
import { contactCard, peopleCard } from './room-people.ts';
import { rulesCard } from './room-rules.ts';
import type { Frame } from '../frame.ts';
import { shownIn } from '../typing.ts';
import type { Shown } from '../typing.ts';
import type { RoomForm } from './room-report.ts';
import type { Html } from '../html.ts';
import type { RoomObstacle } from '../../office/read-room-obstacles.ts';
import { sectionWordsOf } from '../section-words.ts';
import { numberWords, sizeWords, taskWords } from '../words.ts';
import { icon } from './icons.ts';
import { prose } from './prose.ts';
import { fieldId } from './notice.ts';
import { reportFigures } from './report-figures.ts';
import { officeFileCard } from './room-office-files.ts';
import { reasonsBesideComments, reopenedMessage, roomComments } from './room-comments.ts';
import { roomReport } from './room-report.ts';
import { extensionCard, obstacleCard, receiptList } from './room-side.ts';
import { lookState } from './states.ts';
import { reasonsOf } from './thread-entries.ts';
import { typedTexts } from './typed-texts.ts';

export interface RoomView extends Pick<Frame, 'csrf' | 'now' | 'failure'> {
  room: Room;
  obstacles: readonly RoomObstacle[];
  path: string;
  people: RoomPeople;
  actor: AgencyActor;
  /** The draft's version when this very request has saved it. */
  kept: number | undefined;
}

/** The whole room: the date, what happened to the report, its form, and the requests beside it. */
export function roomView(view: RoomView): Html {
  const { room, path, failure } = view;
  const { obligation, cycle, plan, agency } = room;
  const open = !cycle.closedAt && obligation.state !== 'accepted' && obligation.state !== 'excused';
  const shown = shownIn(room, failure, view.kept);
  const comments = roomComments(room, open, view);
  const owing = obligation.state === 'open' || obligation.state === 'returned';
  return html`<div class="title">
      <div>
        <h1>${agency.name}</h1>
        <p class="lead">Báo cáo ${cycle.words} ${plan.shortTitle}</p>
      </div>
    </div>
    ${dueCard(room, owing)} ${stateMessage(room)} ${approvalMessage(room, { ...view, open })} ${open && failure?.code === 'fact.changed' && otherVersion(view, shown)}
    <div class="split">
      <div>${open ? roomReport(formOf(view, shown), comments) : html`${comments} ${failure?.form === 'report' && typedTexts(failure.typed)}${sentReport(room)}`}</div>
      <aside aria-label="Việc liên quan">
        ${open && officeFileCard(view)} ${receiptList(room, path)} ${extensionCard(room, open && owing, view)} ${obstacleCard(room, view.obstacles, view)}
        ${peopleCard({ ...view, open: !cycle.closedAt })} ${contactCard({ ...view, open: !cycle.closedAt })} ${rulesCard({ ...view, open })} ${open && partLinks(room)}
      </aside>
    </div>`;
}

function formOf(view: RoomView, shown: Shown): RoomForm {
  const { room, failure, now } = view;
  const { savedAt } = room.draft;
  const saveWords = shown.unsaved ? 'Chưa lưu' : savedAt ? `Đã lưu ${savedMoment(savedAt, now)}` : 'Chưa có bản nháp';
  const again = failure?.form === 'report' ? { ...failure, typed: shown.typed } : failure;
  return { ...view, ...shown, failure: again, saveWords };
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

/** That somebody else saved meanwhile, and where a person has to choose; the choices stand at the fields. */
function otherVersion({ room }: RoomView, { conflicts }: Shown): Html {
  const words = sectionWordsOf(room.form);
  return html`<section class="message warn" aria-labelledby="other-title">
    ${icon('alert')}
    <div>
      <h2 id="other-title">Có người cùng cơ quan vừa sửa${room.draft.savedAt && ` (lưu lúc ${momentWords(room.draft.savedAt)})`}</h2>
      ${
        conflicts.length > 0
          ? html`<p>
                Các chỗ khác đã được lưu cùng nhau. Ở ${conflicts.length} chỗ dưới đây hai bên sửa khác nhau: nội dung vừa nhập còn nguyên trong ô,
                bản kia ở bên cạnh; chọn rồi bấm “Lưu bản nháp”.
              </p>
              <ul>
                ${conflicts.map(({ field }) => html`<li><a href="#${fieldId('report', field)}">${words(field)}</a></li>`)}
              </ul>`
          : html`<p>Nội dung hai bên đã được gộp; đề nghị xem lại rồi bấm lần nữa.</p>`
      }
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
function sentReport({ form, submissions, tasks, agency, lastYear }: Room): Html {
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
            : kind === 'indicators'
              ? reportFigures({ form, content, section: code, kind: agency.kind, lastYear })
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
