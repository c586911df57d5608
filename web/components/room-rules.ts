import { html } from 'hono/html';
import { decidesForRoom, everyRoomRule } from '../../domain/room-rule.ts';
import type { RoomRule } from '../../domain/room-rule.ts';
import type { Html } from '../html.ts';
import { shortMoment } from '../words.ts';
import type { PeopleView } from './room-people.ts';
import { plainState } from './states.ts';

const rules: Record<RoomRule, { name: string; words: string }> = {
  approval: {
    name: 'Trình duyệt nội bộ',
    words: 'Chuyên viên trình, thủ trưởng gửi báo cáo hoặc trả lại kèm ý kiến bằng liên kết riêng.',
  },
  code: {
    name: 'Mã xác nhận khi gửi',
    words: 'Trước khi gửi, nhập 6 chữ số được gửi đến hộp thư đã đăng ký của cơ quan.',
  },
};

/** What the agency asks for in its room; the head and the focal agency switch it. */
export function rulesCard(view: PeopleView): Html {
  const may = decidesForRoom(view.actor);
  return html`<section class="card" id="rules">
    <h2>Cách gửi của cơ quan</h2>
    <ul class="plain-list">
      ${everyRoomRule.map((rule) => ruleItem(rule, may, view))}
    </ul>
    ${!may && html`<p class="note">Thủ trưởng bật, tắt bằng liên kết riêng; hoặc đề nghị Sở Khoa học và Công nghệ.</p>`}
  </section>`;
}

function ruleItem(rule: RoomRule, may: boolean, { people, path, csrf, now }: PeopleView): Html {
  const { name, words } = rules[rule];
  const inForce = people.rules.get(rule);
  return html`<li>
    <strong>${name}</strong> ${inForce ? plainState('good', 'check', 'Đang áp dụng') : plainState('calm', 'empty', 'Không áp dụng')}
    <small>${words}${inForce && ` ${people.person(inForce.by)} bật ${shortMoment(inForce.since, now)}.`}</small>
    ${
      may &&
      html`<form method="post" action="${path}/rules" class="inline">
        ${csrf}
        <input type="hidden" name="rule" value="${rule}" />
        <input type="hidden" name="on" value="${inForce ? 'no' : 'yes'}" />
        <button class="secondary small" type="submit">
          ${inForce ? 'Tắt' : 'Bật'}<span class="unseen"> ${name.toLowerCase()}</span>
        </button>
      </form>`
    }
  </li>`;
}
