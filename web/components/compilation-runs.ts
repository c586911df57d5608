import { html } from 'hono/html';
import { momentWords } from '../../domain/words.ts';
import type { listCompilations } from '../../store/compilations.ts';
import type { Html } from '../html.ts';
import { runFiles } from './run-files.ts';
import { runState } from './states.ts';

export type Run = Awaited<ReturnType<typeof listCompilations>>[number];

interface RunTools {
  path: string;
  person: (actor: string) => string;
  csrf: Html;
  may: boolean;
}

/** The runs with their progress; while one runs, the list looks again by itself. */
export function compilationRuns(runs: readonly Run[], tools: RunTools): Html {
  const running = runs.some(({ state }) => state === 'running');
  return html`<section
    id="runs"
    ${
      running &&
      html`hx-get="${tools.path}" hx-trigger="every 2s" hx-select="#runs" hx-swap="outerHTML" hx-target="this"`
    }
  >
    <h2>Các lần tổng hợp</h2>
    ${
      runs.length > 0
        ? html`<table>
            <caption class="unseen">
              Các lần tổng hợp, mới nhất trước
            </caption>
            <thead>
              <tr>
                <th scope="col">Lần</th>
                <th scope="col" class="wide">Loại</th>
                <th scope="col">Bắt đầu</th>
                <th scope="col">Tình trạng</th>
                <th scope="col" class="number wide">Số báo cáo</th>
                <th scope="col">Văn bản</th>
              </tr>
            </thead>
            <tbody>
              ${runs.map((run) => runRow(run, tools))}
            </tbody>
          </table>`
        : html`<p class="nothing">Chưa có lần tổng hợp nào. Dự thảo được lập theo tiến trình của kỳ, hoặc lập ngay bằng nút bên cạnh.</p>`
    }
  </section>`;
}

function runRow(run: Run, { path, person, csrf, may }: RunTools): Html {
  return html`<tr>
    <th scope="row"><a class="run-name" href="${path}/${run.id}">Lần ${run.number}</a></th>
    <td class="wide">${run.final ? 'Chính thức' : 'Dự thảo'}</td>
    <td>${momentWords(run.started_at)}<small>${person(run.started_by)}</small></td>
    <td>
      ${runState(run.state)}
      ${
        run.state === 'running' &&
        html`<progress max="${Math.max(1, run.total)}" value="${run.done}" aria-label="Tiến độ lần ${run.number}"></progress>
          <small>${run.done}/${run.total}${run.phase && `, ${run.phase}`}</small>`
      }
      ${run.failure && html`<small>${run.failure}</small>`}
    </td>
    <td class="number wide">${run.total}</td>
    <td>
      ${run.state === 'failed' && may && html`<a href="${path}/${run.id}">Xem và làm lại</a>`}
      ${run.state === 'ready' && runFiles(`${path}/${run.id}`, html`<br />`)}
      ${
        run.state === 'running' &&
        may &&
        html`<form method="post" action="${path}/${run.id}/cancel" class="inline">
          ${csrf}
          <button class="secondary small" type="submit">Hủy</button>
        </form>`
      }
    </td>
  </tr>`;
}
