import type { FastifyInstance } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { dayWords, momentWords } from '../../domain/words.ts';
import { readRegimes } from '../../office/read-regimes.ts';
import type { RegimeState } from '../../store/regimes.ts';
import { defectCount } from '../components/defect-list.ts';
import { plainState } from '../components/states.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import type { Html } from '../html.ts';
import { frequencyWords, regimeStateWords } from '../regime-words.ts';

type Listed = Awaited<ReturnType<typeof readRegimes>>[number];

/** Chế độ báo cáo: those in force, drafted and withdrawn, with the cycle that each opens next. */
export function regimesPage(app: FastifyInstance, deps: Deps): void {
  const show: Show = async (request, reply) => {
    const { page, may, now } = await openStaffFrame(deps, request, reply);
    const regimes = await readRegimes(deps.db, now);
    return page(
      { title: 'Chế độ báo cáo', place: 'regimes', width: 'wide' },
      html`<div class="title">
          <div>
            <h1>Chế độ báo cáo</h1>
            <p class="lead">
              Mỗi chế độ tự mở kỳ báo cáo, gửi thư đề nghị, nhắc, đôn đốc theo các ngày và thang đã ấn định. Thay đổi áp dụng từ kỳ mở sau.
            </p>
            <p><a href="/forms">Đề cương, biểu mẫu của các chế độ</a></p>
          </div>
          ${may('review') && html`<a role="button" href="/regimes/new">Lập chế độ mới</a>`}
        </div>
        ${regimes.length > 0 ? regimeTable(regimes) : html`<p class="nothing">Chưa có chế độ báo cáo nào. Lập một chế độ, kiểm tra các ngày, rồi đưa vào áp dụng.</p>`}`,
    );
  };
  app.get('/regimes', answerWith(show));
}

const tones: Record<RegimeState, Parameters<typeof plainState>[0]> = {
  drafted: 'info',
  active: 'good',
  withdrawn: 'struck',
};
const icons = { drafted: 'pen', active: 'check', withdrawn: 'none' } as const;

/** A regime's state as colour, icon and word. */
export const regimeState = (state: RegimeState): Html =>
  plainState(tones[state], icons[state], regimeStateWords[state]);

const regimeTable = (regimes: readonly Listed[]): Html =>
  html`<table class="stacked">
    <caption class="unseen">
      Các chế độ báo cáo
    </caption>
    <thead>
      <tr>
        <th scope="col">Chế độ</th>
        <th scope="col">Tình trạng</th>
        <th scope="col">Tần suất</th>
        <th scope="col">Kỳ mở kế tiếp</th>
        <th scope="col">Kiểm tra kỳ kế tiếp</th>
      </tr>
    </thead>
    <tbody>
      ${regimes.map(
        ({ id, policy, state, next }) =>
          html`<tr class="line">
            <th scope="row"><a class="row-link" href="/regimes/${id}">${policy.components.name}</a><small><code>${id}</code></small></th>
            <td>${regimeState(state)}</td>
            <td>${frequencyWords[policy.frequency]}</td>
            <td>${nextWords(state, next)}</td>
            <td>${next ? defectCount(next.defects) : ''}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;

function nextWords(state: RegimeState, next: Listed['next']): Html {
  if (state === 'withdrawn') return html`<span class="blank">không mở kỳ nữa</span>`;
  if (!next?.dates) return html`<span class="blank">chờ lịch làm việc hoặc đã xong</span>`;
  const opening = `mở lúc ${momentWords(next.dates.opensAt)}, hạn gửi ${dayWords(next.dates.due)}`;
  return html`${next.words}<small>${state === 'drafted' ? `nếu áp dụng: ${opening}` : opening} · ${next.agencies} cơ quan</small>`;
}
