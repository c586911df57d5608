import { html, raw } from 'hono/html';
import { momentWords, weekdayWords } from '../../domain/words.ts';
import { isBefore } from '../../domain/zone.ts';
import { readBoard } from '../../office/read-board.ts';
import type { Board } from '../../office/read-board.ts';
import { listOpenCycles } from '../../office/read-desk.ts';
import type { OpenCycle } from '../../office/read-desk.ts';
import type { Db } from '../../store/connection.ts';
import type { Html } from '../html.ts';
import { numberWords, rungWords } from '../words.ts';

/** How each open cycle stands, the one that is due next first. */
export async function readOpenBoards(db: Db, now: Temporal.Instant): Promise<readonly Board[]> {
  const open = await listOpenCycles(db);
  return Promise.all(open.map(({ id }) => readBoard(db, id, now)));
}

/** The open cycles in a table: when they are due, who has reported, what comes next. */
export const openCycleTable = (boards: readonly Board[]): Html =>
  html`<table class="stacked">
    <caption class="unseen">
      Các kỳ báo cáo đang mở
    </caption>
    <thead>
      <tr>
        <th scope="col">Kỳ</th>
        <th scope="col">Hạn gửi</th>
        <th scope="col" class="number">Đã gửi</th>
        <th scope="col" class="number">Chưa gửi</th>
        <th scope="col">Bước kế tiếp</th>
      </tr>
    </thead>
    <tbody>
      ${boards.map(({ cycle, figures, steps, asOf }) => {
        const next = steps.find((step) => !step.takenAt && !isBefore(step.at, asOf));
        return html`<tr class="line">
          <th scope="row"><a class="row-link" href="/cycles/${cycle.id}">${cycle.name}, ${cycle.words}</a></th>
          <td>${weekdayWords(cycle.due)}</td>
          <td class="number">${numberWords(figures.reported)}/${numberWords(figures.total - figures.excused)}</td>
          <td class="number">${numberWords(figures.missing)}</td>
          <td>${next ? `${rungWords(next.kind, next.rung)}, ${momentWords(next.at)}` : html`<span class="blank">không còn bước nào</span>`}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;

/** The open cycles to switch between, where there are several. */
export const openCycleChoices = (open: readonly OpenCycle[], current: string): Html =>
  html`${
    open.length > 1 &&
    html`<nav class="choices" aria-label="Các kỳ đang mở">
      <ul>
        ${open.map(
          ({ id, path, words }) =>
            html`<li><a href="${path}" ${id === current && raw('aria-current="true"')}>${words} <small>${sameWords(open, words) ? id.split('/')[0] : ''}</small></a></li>`,
        )}
      </ul>
    </nav>`
  }`;

/** Two regimes may report the same term. */
const sameWords = (open: readonly OpenCycle[], words: string): boolean =>
  open.filter((each) => each.words === words).length > 1;
