import { html } from 'hono/html';
import { dayWords, weekdayWords } from '../../domain/words.ts';
import { byDate, dayOf } from '../../domain/zone.ts';
import type { ReceiverStanding } from '../../store/sendings.ts';
import type { Html } from '../html.ts';
import { plainState } from './states.ts';

/** By when each receiver is to have the compiled report, and whether a sending is recorded. */
export function receiverStanding(
  receivers: readonly ReceiverStanding[],
  path: string | undefined,
  now: Temporal.Instant,
): Html {
  const waiting = receivers.filter(({ sendings }) => sendings.length === 0).length;
  return html`<section id="receivers">
    <h2>Gửi cấp trên</h2>
    <table>
      <caption class="unseen">
        Nơi nhận báo cáo tổng hợp, hạn gửi và việc gửi đã ghi nhận
      </caption>
      <thead>
        <tr>
          <th scope="col">Nơi nhận</th>
          <th scope="col">Hạn gửi</th>
          <th scope="col">Tình trạng</th>
        </tr>
      </thead>
      <tbody>
        ${receivers.map(
          (each) =>
            html`<tr>
              <th scope="row">${each.receiver}</th>
              <td><time datetime="${each.due.toString()}">${weekdayWords(each.due)}</time></td>
              <td>${standing(each, now)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${path && html`<p><a href="${path}">${waiting > 0 ? 'Ghi việc gửi báo cáo' : 'Xem các lần gửi'}</a></p>`}
  </section>`;
}

function standing({ sendings, due }: ReceiverStanding, now: Temporal.Instant): Html {
  const last = sendings.at(-1);
  if (last) {
    const late = byDate(dayOf(last.sent_at), due) > 0;
    const words = `Đã gửi ${dayWords(dayOf(last.sent_at))}, số ${last.document_number}${late ? ', sau hạn' : ''}`;
    return late ? plainState('warn', 'late', words) : plainState('good', 'check', words);
  }
  return byDate(due, dayOf(now)) < 0
    ? plainState('bad', 'alert', 'Quá hạn, chưa ghi nhận đã gửi')
    : plainState('calm', 'clock', 'Chưa ghi nhận đã gửi');
}
