import { html } from 'hono/html';
import { decidesForRoom } from '../../domain/room-rule.ts';
import { momentWords } from '../../domain/words.ts';
import type { Room } from '../../office/read-room.ts';
import type { RoomPeople } from '../../office/read-room-people.ts';
import type { Html } from '../html.ts';
import { sectionWordsOf } from '../section-words.ts';
import { numberWords, shortMoment } from '../words.ts';
import { areaField } from './field.ts';
import { icon } from './icons.ts';
import { prose } from './prose.ts';
import type { PeopleView } from './room-people.ts';

type Approval = NonNullable<RoomPeople['approval']>;

/** How approval stands, in plain words at the top of the room; nothing where the agency does not ask for it. */
export function approvalMessage(room: Room, view: PeopleView): Html {
  const { approval, rules } = view.people;
  if (!rules.has('approval') || !view.open) return html``;
  if (approval && !approval.decision) return pendingMessage(room, approval, view);
  if (approval?.decision === 'sent_back') return backMessage(approval, view);
  return html``;
}

function pendingMessage(room: Room, approval: Approval, view: PeopleView): Html {
  const head = decidesForRoom(view.actor);
  const near = isNear(room);
  return html`<section class="message ${near ? 'warn' : 'info'}" aria-labelledby="approval-title" id="approval">
    ${icon(near ? 'alert' : 'clock')}
    <div>
      <h2 id="approval-title">${head ? 'Có dự thảo chờ đồng chí duyệt' : 'Đang chờ thủ trưởng duyệt, báo cáo chưa được gửi'}</h2>
      <p>${approval.askerName} trình lúc ${momentWords(approval.askedAt)} (bản nháp ${approval.draftVersion}). ${letterWords(approval, view)}</p>
      ${near && html`<p><strong>${nearWords(room)}</strong> ${head ? 'Đề nghị đồng chí duyệt sớm.' : 'Đề nghị báo trực tiếp thủ trưởng.'}</p>`}
      ${changedParts(room, approval)} ${head && decideForm(view)}
    </div>
  </section>`;
}

/** From one working day before the date, waiting is what may make the report late. */
const isNear = ({ workingDaysLeft, obligation }: Room): boolean =>
  workingDaysLeft <= 1 && (obligation.state === 'open' || obligation.state === 'returned');

function nearWords({ workingDaysLeft }: Room): string {
  if (workingDaysLeft < 0) return `Đã quá hạn ${numberWords(-workingDaysLeft)} ngày làm việc.`;
  return workingDaysLeft === 0 ? 'Hạn gửi là hôm nay.' : 'Hạn gửi chỉ còn 1 ngày làm việc.';
}

/** Letters leave in working hours: who asks in the evening should know that the head has not been written to. */
function letterWords({ letter }: Approval, { now }: PeopleView): string {
  if (letter?.state === 'sent')
    return `Thư trình đã gửi ${letter.settled_at ? shortMoment(letter.settled_at, now) : ''}.`;
  if (letter?.state === 'failed' || letter?.state === 'bounced')
    return 'Thư trình không gửi được; đề nghị báo trực tiếp.';
  const later = letter && Temporal.Instant.compare(letter.not_before, now) > 0;
  return later ? `Thư trình sẽ gửi lúc ${momentWords(letter.not_before)}.` : 'Thư trình đang được gửi.';
}

function changedParts({ form, tasks, draft }: Room, { changes, draftVersion }: Approval): Html {
  const named = sectionWordsOf(form);
  const titles = new Map(tasks.map(({ code, title }) => [`tasks.${code}`, title]));
  const parts = changes.map((field) => [named(field), titles.get(field)].filter(Boolean).join('. '));
  if (parts.length === 0) return html`<p>Nội dung chưa thay đổi kể từ khi trình.</p>`;
  return html`<p>Đã thay đổi sau khi trình (bản nháp ${draftVersion}, nay là bản ${draft.version}):</p>
    <ul>
      ${parts.map((part) => html`<li>${part}</li>`)}
    </ul>`;
}

function decideForm({ path, csrf, failure }: PeopleView): Html {
  const form = 'send-back';
  return html`<p><a href="#check">Xem phần “Kiểm tra và gửi”</a> để gửi báo cáo, hoặc trả lại người trình:</p>
    <details ${failure?.form === form && html`open`}>
      <summary>Trả lại kèm ý kiến</summary>
      <form method="post" action="${path}/send-back" novalidate>
        ${csrf} ${areaField({ form, name: 'words', label: 'Ý kiến', failure, required: true, rows: 4 })}
        <button class="secondary" type="submit">Trả lại người trình</button>
      </form>
    </details>`;
}

const backMessage = ({ words, decidedAt, decidedBy }: Approval, { people, now }: PeopleView): Html =>
  html`<section class="message back" aria-labelledby="approval-title" id="approval">
    ${icon('back')}
    <div>
      <h2 id="approval-title">Thủ trưởng trả lại dự thảo</h2>
      <p>${decidedBy && people.person(decidedBy)}${decidedAt && `, ${shortMoment(decidedAt, now)}`}:</p>
      ${prose(words)}
      <p>Nội dung đã nhập còn nguyên; sửa rồi bấm “Trình lãnh đạo duyệt” để trình lại.</p>
    </div>
  </section>`;
