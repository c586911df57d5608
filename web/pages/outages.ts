import type { FastifyInstance } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { momentWords, stampWords, weekdayWords } from '../../domain/words.ts';
import { readOutages } from '../../office/read-outages.ts';
import type { OutageView } from '../../office/read-outages.ts';
import { stampTime } from '../components/times.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import type { Html } from '../html.ts';
import { numberWords } from '../words.ts';

/** Gián đoạn tiếp nhận: when nothing could be received, which dates fell into it, whom it excuses; made to be printed. */
export function outagesPage(app: FastifyInstance, deps: Deps): void {
  const show: Show = async (request, reply) => {
    const { page, now } = await openStaffFrame(deps, request, reply);
    const outages = await readOutages(deps.db);
    return page(
      { title: 'Gián đoạn tiếp nhận', place: 'ledger', width: 'wide', scripts: ['room.js'] },
      html`<p class="crumbs"><a href="/letters-ledger">Sổ thư</a> ›</p>
        <div class="title">
          <div>
            <h1>Gián đoạn tiếp nhận</h1>
            <p class="lead">
              Những lúc hệ thống không nhận được báo cáo, do hệ thống tự ghi. Báo cáo gửi ngay sau lần gián đoạn trùng thời điểm hết hạn được
              tính là đúng hạn, theo số giờ làm việc nêu trong chế độ báo cáo.
            </p>
          </div>
          <p class="no-print"><button type="button" class="quiet" data-print hidden>In danh sách</button></p>
        </div>
        ${outages.length > 0 ? outageTable(outages) : html`<p class="nothing">Chưa ghi nhận lần gián đoạn nào.</p>`}
        <p class="note">Danh sách lập lúc ${momentWords(now)}.</p>`,
    );
  };
  app.get('/outages', answerWith(show));
}

const outageTable = (outages: readonly OutageView[]): Html =>
  html`<table>
    <caption class="unseen">
      Các lần gián đoạn tiếp nhận, mới nhất trước
    </caption>
    <thead>
      <tr>
        <th scope="col">Từ</th>
        <th scope="col">Đến</th>
        <th scope="col">Thời gian</th>
        <th scope="col">Hạn gửi rơi vào</th>
        <th scope="col">Báo cáo được tính đúng hạn</th>
      </tr>
    </thead>
    <tbody>
      ${outages.map(
        ({ id, beganAt, endedAt, deadlines, saved }) =>
          html`<tr id="outage-${id}">
            <th scope="row">${stampTime(beganAt)}</th>
            <td>${stampTime(endedAt)}</td>
            <td>${lengthWords(beganAt.until(endedAt))}</td>
            <td>
              ${
                deadlines.length > 0
                  ? deadlines.map(
                      ({ cycle, words, due, agencies }) =>
                        html`<a href="/cycles/${cycle}">Báo cáo ${words}</a>, hạn ${weekdayWords(due)}<small>${numberWords(agencies)} cơ quan</small>`,
                    )
                  : html`<span class="blank">không có</span>`
              }
            </td>
            <td>${saved.length > 0 ? saved.map(savedReport) : html`<span class="blank">không có</span>`}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;

const savedReport = ({ agency, cycle, code, submission, receivedAt }: OutageView['saved'][number]): Html =>
  html`<a href="/cycles/${cycle}/agencies/${agency.code}">${agency.name}</a
    ><small><a href="/submissions/${submission}">${code}</a>, ${stampWords(receivedAt)}</small>`;

/** `10 giờ 40 phút`, `2 ngày 3 giờ`, `45 giây`. */
function lengthWords(length: Temporal.Duration): string {
  const { days, hours, minutes, seconds } = length.round({ largestUnit: 'days', smallestUnit: 'seconds' });
  const parts = [
    days > 0 && `${days} ngày`,
    hours > 0 && `${hours} giờ`,
    days === 0 && minutes > 0 && `${minutes} phút`,
    days === 0 && hours === 0 && minutes === 0 && `${seconds} giây`,
  ];
  return parts.filter(Boolean).join(' ');
}
