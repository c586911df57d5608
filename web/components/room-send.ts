import { html } from 'hono/html';
import { decidesForRoom } from '../../domain/room-rule.ts';
import { timeWords } from '../../domain/words.ts';
import type { Html } from '../html.ts';
import { textField } from './field.ts';
import type { PeopleView } from './room-people.ts';

const form = 'report';

/** The last buttons of the report's form: sending it, putting it before the head, or asking for a code first. */
export function sendButtons({ people, actor, path, failure }: PeopleView): Html {
  const check = html`<button class="secondary" type="submit" formaction="${path}/check">Kiểm tra</button>`;
  if (people.rules.has('approval') && !decidesForRoom(actor)) {
    const again = people.approval && !people.approval.decision;
    return html`<p>Cơ quan áp dụng trình duyệt nội bộ: thủ trưởng xem và gửi báo cáo bằng liên kết riêng.</p>
      ${actor.kind === 'agency' && !actor.person && textField({ form, name: 'asker', label: 'Người trình', hint: 'Họ tên, để thủ trưởng biết ai trình.', failure })}
      <div class="buttons">
        ${check}
        <button type="submit" formaction="${path}/approvals">${again ? 'Trình lại bản đang có' : 'Trình lãnh đạo duyệt'}</button>
      </div>`;
  }
  return html`${people.rules.has('code') && codeField({ people, failure })}
    <div class="buttons">
      ${check}
      ${people.rules.has('code') && html`<button class="secondary" type="submit" formaction="${path}/codes">Nhận mã xác nhận</button>`}
      <button type="submit" formaction="${path}/submissions">Gửi báo cáo</button>
    </div>`;
}

function codeField({ people, failure }: Pick<PeopleView, 'people' | 'failure'>): Html {
  const hint = people.code
    ? `Mã đã gửi đến hộp thư cơ quan, dùng được đến ${timeWords(people.code)}.`
    : 'Bấm “Nhận mã xác nhận”: 6 chữ số được gửi ngay đến hộp thư đã đăng ký của cơ quan, dùng trong 15 phút.';
  return html`<div class="code-row">
    ${textField({ form, name: 'code', label: 'Mã xác nhận', hint, failure, autocomplete: 'one-time-code' })}
  </div>`;
}
