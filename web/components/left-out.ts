import { html } from 'hono/html';
import { momentWords } from '../../domain/words.ts';
import type { SynthesesView } from '../../office/read-syntheses.ts';
import type { Html } from '../html.ts';
import { synthesisPath } from './place-state.ts';

interface Tools {
  csrf: Html;
  person: (actor: string) => string;
  may: boolean;
}

/** Every source that is left out of the compiled words, with its reason, and the way back. */
export function exclusionTable({ exclusions, cycle }: SynthesesView, { csrf, person, may }: Tools): Html | false {
  const path = synthesisPath(cycle.id);
  return (
    exclusions.length > 0 &&
    html`<section id="left-out">
      <h2>Nguồn không đưa vào báo cáo tổng hợp <span class="count">${exclusions.length}</span></h2>
      <table>
        <caption class="unseen">Các nguồn không đưa vào báo cáo tổng hợp, kèm lý do</caption>
        <thead>
          <tr>
            <th scope="col">Cơ quan</th>
            <th scope="col">Mục</th>
            <th scope="col">Lý do</th>
            ${may && html`<th scope="col"><span class="unseen">Đưa vào lại</span></th>`}
          </tr>
        </thead>
        <tbody>
          ${exclusions.map(
            ({ id, agency_name, place, reason, excluded_at, excluded_by }) =>
              html`<tr>
                <th scope="row">${agency_name}</th>
                <td>${place === null ? 'Cả báo cáo' : html`<a href="${synthesisPath(cycle.id, place)}">${place}</a>`}</td>
                <td>${reason}<small>${person(excluded_by)}, ${momentWords(excluded_at)}</small></td>
                ${
                  may &&
                  html`<td>
                    <form method="post" action="${path}/exclusions/${id}/withdraw" class="inline">
                      ${csrf}
                      <button class="secondary small" type="submit">Đưa vào lại<span class="unseen"> nội dung của ${agency_name}</span></button>
                    </form>
                  </td>`
                }
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`
  );
}

/** Who reported without words on the system: an officer has to read their files. */
export const wordlessNote = ({ wordless }: SynthesesView): Html | false =>
  wordless.length > 0 &&
  html`<p class="note">
    ${wordless.length} báo cáo không có lời văn trên hệ thống (gửi bằng văn bản hoặc chỉ có tệp, số liệu); nội dung cần đưa vào thì viết ở đoạn tổng
    hợp:
    ${wordless.map(({ id, agency_name }, place) => html`${place > 0 && '; '}<a href="/submissions/${id}">${agency_name}</a>`)}.
  </p>`;
