import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import type { RegimeComponent } from '../../domain/regime.ts';
import { momentWords } from '../../domain/words.ts';
import { readPeople } from '../../office/read-people.ts';
import { readRegime } from '../../office/read-regimes.ts';
import type { RegimeView } from '../../office/read-regimes.ts';
import { withdrawRegime } from '../../office/withdraw-regime.ts';
import { getCalendar } from '../../store/calendars.ts';
import { defectCount, defectList } from '../components/defect-list.ts';
import { areaField } from '../components/field.ts';
import { ladderTable } from '../components/ladder-table.ts';
import { regimeDates } from '../components/regime-dates.ts';
import { stampTime } from '../components/times.ts';
import { timeline } from '../components/timeline.ts';
import { typedOf } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show, StaffFrame } from '../frame.ts';
import type { Html } from '../html.ts';
import { componentWords, frequencyWords, policyWords } from '../regime-words.ts';
import { kindWords } from '../words.ts';
import { regimeState } from './regimes.ts';

/** The regime that an address names. */
export const regimeIn = ({ params }: FastifyRequest): string => (params as { id: string }).id;

/** One regime: its eleven components, its dates and its ladder as they fall in the next cycle, what is wrong with them. */
export function regimePage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;

  const show: Show = async (request, reply, failure) => {
    const frame = await openStaffFrame(deps, request, reply, failure);
    const regime = await readRegime(db, regimeIn(request), clock.now());
    const { policy, next } = regime;
    const calendar = await getCalendar(db);
    const person = await readPeople(db);
    return frame.page(
      { title: policy.components.name, place: 'regimes', width: 'wide' },
      html`${heading(regime, frame)} ${next && checks(regime)}
        ${next?.dates && timeline({ cycle: next.dates, steps: next.steps.map((step) => ({ ...step, basis: '' })), asOf: frame.now, receivers: 'cấp trên' }, calendar)}
        <section aria-labelledby="dates-title">
          <h2 id="dates-title">Các ngày và căn cứ</h2>
          ${regimeDates(policy, next)}
        </section>
        <section aria-labelledby="ladder-title">
          <h2 id="ladder-title">Thang đôn đốc</h2>
          ${ladderTable(policy, next)}
        </section>
        <div class="halves">
          ${rules(regime)}
          <section aria-labelledby="components-title">
            <h2 id="components-title">Thành phần của chế độ (NĐ 09/2019 Đ.7)</h2>
            ${components(regime)}
          </section>
        </div>
        <div class="halves">${history(regime, person)} ${withdrawal(regime, frame)}</div>`,
    );
  };

  app.get('/regimes/:id', answerWith(show));
  app.post('/regimes/:id/withdraw', { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'lead');
    const reason = typedOf(request)['reason'] ?? '';
    await withdrawRegime(db, { regime: regimeIn(request), reason, actor, at: clock.now() });
    return reply.redirect(`/regimes/${regimeIn(request)}?done=regime-withdrawn`, 303);
  });
}

function heading({ id, policy, state, version, next, withdrawnReason }: RegimeView, { may, now }: StaffFrame): Html {
  const year = next?.term.year ?? now.toZonedDateTimeISO('UTC').year;
  return html`<p class="crumbs"><a href="/regimes">Chế độ báo cáo</a> ›</p>
    <div class="title">
      <div>
        <h1>${policy.components.name}</h1>
        <p class="lead">
          ${frequencyWords[policy.frequency]} · ${policy.subjects.map((kind) => kindWords[kind]).join(', ')} · phiên bản ${version}
        </p>
        <p>Báo cáo theo đề cương <a href="/forms/${policy.form}">${policy.form}</a>.</p>
      </div>
      ${regimeState(state)}
    </div>
    ${withdrawnReason && html`<p class="note">Lý do bãi bỏ: ${withdrawnReason}</p>`}
    <p class="buttons">
      ${state === 'drafted' && may('lead') && html`<a role="button" href="/regimes/${id}/activate">Đưa vào áp dụng…</a>`}
      ${
        state !== 'withdrawn' &&
        may(state === 'active' ? 'lead' : 'review') &&
        html`<a role="button" class="secondary" href="/regimes/${id}/edit">Sửa</a>`
      }
      ${state !== 'withdrawn' && html`<a href="/regimes/${id}/dry-run?year=${year}">Xem trước mọi thư của năm ${year}</a>`}
      ${may('review') && html`<a href="/regimes/new?from=${id}">Lập chế độ mới từ chế độ này</a>`}
    </p>`;
}

function checks({ next, policy }: RegimeView): Html {
  if (!next) return html``;
  return html`<section aria-labelledby="checks-title">
    <h2 id="checks-title">Kỳ kế tiếp: ${next.words} ${defectCount(next.defects)}</h2>
    ${
      next.dates &&
      html`<p>
      Kỳ mở lúc ${momentWords(next.dates.opensAt)}; ${next.agencies} cơ quan phải báo cáo.
    </p>`
    }
    ${next.defects.length > 0 && defectList(next.defects, policy)}
  </section>`;
}

const rules = ({ policy }: RegimeView): Html =>
  html`<section aria-labelledby="rules-title">
    <h2 id="rules-title">Quy tắc xử lý</h2>
    <dl class="pairs">${policyWords(policy).map(([name, words]) => html`<dt>${name}</dt><dd>${words}</dd>`)}</dl>
  </section>`;

const components = ({ policy }: RegimeView): Html =>
  html`<dl class="pairs">
    ${(Object.keys(componentWords) as RegimeComponent[]).map(
      (name) =>
        html`<dt>${componentWords[name]}</dt><dd>${policy.components[name] || html`<span class="blank">không có</span>`}</dd>`,
    )}
  </dl>`;

const history = ({ history: versions, cycles, activatedAt }: RegimeView, person: (actor: string) => string): Html =>
  html`<section aria-labelledby="history-title">
    <h2 id="history-title">Lịch sử</h2>
    <ul class="plain-list">
      ${versions.map(
        ({ version, madeAt, madeBy, reason }) =>
          html`<li><strong>Phiên bản ${version}</strong> · ${stampTime(madeAt)} · ${person(madeBy)}<small>${reason}</small></li>`,
      )}
    </ul>
    <p>${activatedAt ? html`Áp dụng từ ${stampTime(activatedAt)}.` : 'Chưa áp dụng; chưa mở kỳ nào.'}</p>
    ${
      cycles.length > 0 &&
      html`<p>Các kỳ: ${cycles.map(({ id, words, closed }) => html`<a href="/cycles/${id}">${words}</a>${closed ? ' (đã đóng)' : ' (đang mở)'} `)}</p>`
    }
  </section>`;

function withdrawal({ id, state }: RegimeView, { may, csrf, failure }: StaffFrame): Html {
  if (state === 'withdrawn' || !may('lead')) return html``;
  const form = 'withdraw';
  return html`<section aria-label="Bãi bỏ">
    <details ${failure?.form === form && html`open`}>
      <summary>Bãi bỏ chế độ này</summary>
      <form method="post" action="/regimes/${id}/withdraw" novalidate>
        ${csrf}
        ${areaField({
          form,
          name: 'reason',
          label: 'Lý do, căn cứ',
          hint: 'Chế độ thôi mở kỳ mới. Kỳ đang mở vẫn chạy đến hết; không thư nào bị hủy. Không khôi phục lại được.',
          failure,
          required: true,
        })}
        <button class="secondary" type="submit">Bãi bỏ</button>
      </form>
    </details>
  </section>`;
}
