import { html } from 'hono/html';
import type { AgencyKind } from '../../domain/agency.ts';
import type { Regime } from '../../domain/regime.ts';
import { momentWords } from '../../domain/words.ts';
import type { DatedRung, RegimeOutlook } from '../../office/read-regimes.ts';
import type { Html } from '../html.ts';
import { recipientWords, whenWords } from '../regime-words.ts';
import { kindWords, rungWords } from '../words.ts';

/** The ladder with the moments of the next cycle beside each rung, who receives it and why. */
export function ladderTable(policy: Regime, next: RegimeOutlook | undefined): Html {
  const rungs: readonly DatedRung[] = next?.rungs ?? policy.ladder.map((rung) => ({ rung, falls: [] }));
  return html`<table class="stacked">
    <caption class="unseen">
      Thang đôn đốc
    </caption>
    <thead>
      <tr>
        <th scope="col">Bậc</th>
        <th scope="col">Khi nào</th>
        <th scope="col">${next ? `Kỳ ${next.words}` : 'Kỳ kế tiếp'}</th>
        <th scope="col">Người nhận</th>
        <th scope="col">Căn cứ, lý do</th>
      </tr>
    </thead>
    <tbody>
      ${rungs.map((dated) => rungRow(dated, next))}
    </tbody>
  </table>`;
}

function rungRow({ rung, falls }: DatedRung, next: RegimeOutlook | undefined): Html {
  const faulty = next?.defects.some(({ where }) => where === `ladder.${rung.rung}`);
  return html`<tr class="${faulty ? 'faulty' : ''}">
    <th scope="row">
      ${rungWords(rung.kind, rung.rung)}${faulty && html` <span class="alarm">(có điểm phải xem)</span>`}<small><code>${rung.rung}</code></small>
    </th>
    <td>${rung.time}, ${whenWords(rung.when, rung.follows)}</td>
    <td>${fallWords(rung.follows, falls)}</td>
    <td>${rung.to.length > 0 ? rung.to.map((who) => recipientWords[who]).join(', ') : html`<span class="blank">không gửi thư</span>`}</td>
    <td><small>${rung.basis}</small></td>
  </tr>`;
}

/** The moments of a rung in words, one for each due date that agencies have. */
export function fallWords(follows: string | undefined, falls: DatedRung['falls']): Html {
  if (follows === 'correction') return html`<span class="blank">theo hạn bổ sung của từng cơ quan</span>`;
  if (falls.length === 0) return html`<span class="blank">chưa tính được</span>`;
  return html`${falls.map(
    ({ at, of }) =>
      html`<span class="fall"><time datetime="${at.toString()}">${momentWords(at)}</time>${of && html` <small>${kindWords[of as AgencyKind]}</small>`}</span>`,
  )}`;
}
