import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import { momentWords } from '../../domain/words.ts';
import type { Board } from '../../office/read-board.ts';
import type { StaffFrame } from '../frame.ts';
import type { Html } from '../html.ts';
import { lookWords, numberWords } from '../words.ts';

/** Starting a run: what it will hold stands before the button. */
export function startForm(board: Board, { csrf }: StaffFrame, path: string): Html {
  const { figures, lines, asOf } = board;
  const unreviewed = lines.filter(({ state }) => state === 'submitted').length;
  return html`<section class="card">
    <h2>Lập báo cáo tổng hợp</h2>
    <p>
      Bản tổng hợp lấy bản mới nhất của <strong>${figures.reported} cơ quan</strong> đã gửi, tính đến ${momentWords(asOf)}${unreviewed > 0 && html`, trong đó <strong>${unreviewed}</strong> bản chưa thẩm tra`}.
      ${figures.missing > 0 && html`<strong>${figures.missing} cơ quan</strong> chưa gửi được ghi tên trong phụ lục.`} Văn bản là dự thảo Word; không gửi đi
      đâu cho đến khi có người ký.
    </p>
    <form method="post" action="${path}">
      ${csrf}
      <input type="hidden" name="attempt" value="${randomUUID()}" />
      <fieldset>
        <legend>Loại</legend>
        <label><input type="radio" name="extent" value="draft" checked /> Dự thảo, để rà soát</label>
        <label><input type="radio" name="extent" value="final" /> Chính thức, để trình ký</label>
      </fieldset>
      <button type="submit">Lập báo cáo</button>
    </form>
  </section>`;
}

/** Who has not reported. */
export function gapList({ lines, cycle }: Board): Html {
  const missing = lines.filter(({ state }) => state === 'open' || state === 'returned');
  return html`<section class="card">
    <h2>Còn thiếu <span class="count">${numberWords(missing.length)}</span></h2>
    ${
      missing.length > 0
        ? html`<ul class="plain-list scrolled" tabindex="0" aria-label="Cơ quan chưa gửi">
            ${missing.map(
              ({ agency, look }) =>
                html`<li><a href="/cycles/${cycle.id}/agencies/${agency.code}">${agency.name}</a> <small>${lookWords[look].toLowerCase()}</small></li>`,
            )}
          </ul>`
        : html`<p>Mọi cơ quan phải báo cáo đã gửi.</p>`
    }
  </section>`;
}
