import { html } from 'hono/html';
import type { CompiledObstacle, CompiledObstacles } from '../../domain/compile-obstacles.ts';
import { isSettled } from '../../domain/compile-obstacles.ts';
import { newsWords } from '../../domain/obstacle-words.ts';
import type { Html } from '../html.ts';
import { numberWords } from '../words.ts';
import { prose } from './prose.ts';
import { obstacleState } from './states.ts';
import { shortTime } from './times.ts';

/** The obstacles of a compilation, in its order. */
export function compiledObstacles({ obstacles, figures, since }: CompiledObstacles): Html {
  const { total, unsettled, settled, fresh, oldestDays } = figures;
  if (total === 0) return html`<p class="nothing">Không có vướng mắc nào trong thời gian này.</p>`;
  return html`<p>
      ${numberWords(total)} vướng mắc: <strong>${numberWords(unsettled)} chưa giải quyết xong</strong>, ${numberWords(settled)} đã giải quyết; ${numberWords(fresh)} nêu mới${since !== undefined && ` so với bản tổng hợp lần ${since}`}.
      ${unsettled > 0 && `Chờ lâu nhất ${numberWords(oldestDays)} ngày làm việc.`}
    </p>
    <table>
      <caption class="unseen">
        Vướng mắc trong bản tổng hợp, chưa giải quyết trước, chờ lâu nhất trước
      </caption>
      <thead>
        <tr>
          <th scope="col">Vướng mắc</th>
          <th scope="col">Cơ quan nêu</th>
          <th scope="col">Đã chờ</th>
          <th scope="col" class="wide">Đề xuất của cơ quan</th>
          <th scope="col" class="wide">Ý kiến của Sở</th>
          <th scope="col">Tình trạng</th>
        </tr>
      </thead>
      <tbody>
        ${obstacles.map(row)}
      </tbody>
    </table>`;
}

const row = (each: CompiledObstacle): Html =>
  html`<tr>
    <th scope="row"><a href="/obstacles/${each.id}">${each.title}</a>${each.task && html`<small>Nhiệm vụ ${each.task}</small>`}</th>
    <td>${each.agency}<small>nêu ${shortTime(each.raisedOn)}</small></td>
    <td>${numberWords(each.ageDays)} ngày làm việc${isSettled(each.state) && html`<small>đến khi giải quyết</small>`}</td>
    <td class="wide">${prose(each.proposal)}</td>
    <td class="wide">${each.answer ? prose(each.answer) : html`<span class="blank">chưa có</span>`}</td>
    <td>
      ${obstacleState(each.state)}<small>${newsWords[each.news]}</small>
      ${each.decision?.document && html`<small>văn bản ${each.decision.document}</small>`}
    </td>
  </tr>`;
