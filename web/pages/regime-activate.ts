import type { FastifyInstance } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { isWave } from '../../domain/regime.ts';
import { isSound } from '../../domain/regime-defects.ts';
import { momentWords, weekdayWords } from '../../domain/words.ts';
import { isBefore } from '../../domain/zone.ts';
import { activateRegime } from '../../office/activate-regime.ts';
import { readRegime } from '../../office/read-regimes.ts';
import type { RegimeView } from '../../office/read-regimes.ts';
import { defectList } from '../components/defect-list.ts';
import { typedOf } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import type { Html } from '../html.ts';
import { recipientWords } from '../regime-words.ts';
import { rungWords } from '../words.ts';
import { regimeIn } from './regime.ts';

/** Before a regime is put in force: exactly what will happen, to whom and when. */
export function regimeActivatePage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;

  const show: Show = async (request, reply, failure) => {
    const { page, csrf, now } = await openStaffFrame(deps, request, reply, failure, 'lead');
    const regime = await readRegime(db, regimeIn(request), now);
    const { id, policy, next, version, state } = regime;
    const sound = next !== undefined && isSound(next.defects);
    return page(
      { title: `Áp dụng ${policy.components.name}`, place: 'regimes' },
      html`<p class="crumbs"><a href="/regimes">Chế độ báo cáo</a> › <a href="/regimes/${id}">${policy.components.name}</a> ›</p>
        <h1>Đưa vào áp dụng</h1>
        ${state === 'drafted' ? whatHappens(regime, now) : html`<p class="nothing">Chế độ này không còn là dự thảo; không còn việc phải làm ở đây.</p>`}
        ${
          state === 'drafted' &&
          sound &&
          html`<form method="post" action="/regimes/${id}/activate" novalidate>
            ${csrf}
            <input type="hidden" name="version" value="${version}" />
            <p class="buttons">
              <button type="submit">Áp dụng chế độ này</button>
              <a href="/regimes/${id}">Chưa áp dụng</a>
            </p>
          </form>`
        }
        ${
          state === 'drafted' &&
          !sound &&
          html`<p class="buttons"><a role="button" href="/regimes/${id}/edit">Sửa dự thảo</a></p>`
        }`,
    );
  };

  app.get('/regimes/:id/activate', answerWith(show));
  app.post('/regimes/:id/activate', { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'lead');
    const seen = Number(typedOf(request)['version']);
    await activateRegime(db, { regime: regimeIn(request), seen, actor, at: clock.now() });
    return reply.redirect(`/regimes/${regimeIn(request)}?done=regime-activated`, 303);
  });
}

function whatHappens({ id, policy, next }: RegimeView, now: Temporal.Instant): Html {
  if (!next?.dates) {
    return html`<p class="nothing">
      Lịch làm việc chưa có năm của kỳ kế tiếp. Đề nghị bổ sung lịch làm việc; khi đó trang này nêu đúng kỳ nào mở và thư nào gửi.
    </p>`;
  }
  const { opensAt, due, sendUp } = next.dates;
  const atOnce = isBefore(opensAt, now);
  return html`<p class="lead">${policy.components.name}</p>
    ${next.defects.length > 0 && html`<h2>Kiểm tra kỳ ${next.words}</h2>${defectList(next.defects, policy)}`}
    <h2>Sau khi áp dụng</h2>
    <ul>
      <li>
        Kỳ <strong>${next.words}</strong> mở
        <strong>${atOnce ? `ngay (lẽ ra mở lúc ${momentWords(opensAt)})` : `lúc ${momentWords(opensAt)}`}</strong>.
      </li>
      <li><strong>${next.agencies} cơ quan</strong> phải báo cáo, hạn gửi ${weekdayWords(due)}; gửi cấp trên ${weekdayWords(sendUp)}.</li>
      <li>Sau kỳ này, các kỳ sau tự mở cho đến khi chế độ được bãi bỏ.</li>
    </ul>
    <h2>Những thư đầu tiên</h2>
    ${firstLetters(next, now)}
    <p><a href="/regimes/${id}/dry-run?year=${next.term.year}">Xem trước mọi thư của năm ${next.term.year}, từng thư một</a></p>`;
}

function firstLetters({ rungs }: NonNullable<RegimeView['next']>, now: Temporal.Instant): Html {
  const letters = rungs
    .filter(({ rung }) => isWave(rung.kind))
    .flatMap(({ rung, falls }) => falls.map(({ at }) => ({ rung, at })))
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
    .slice(0, 4);
  return html`<ol>
    ${letters.map(
      ({ rung, at }) =>
        html`<li>
          <strong>${rungWords(rung.kind, rung.rung)}</strong>:
          ${isBefore(at, now) ? `đã qua thời điểm ${momentWords(at)}; ${rung.kind === 'request' ? 'gửi ngay khi kỳ mở' : 'không gửi bù'}` : momentWords(at)},
          tới ${rung.to.map((who) => recipientWords[who].toLowerCase()).join(', ')} chưa gửi báo cáo.
        </li>`,
    )}
  </ol>`;
}
