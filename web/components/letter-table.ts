import { html } from 'hono/html';
import type { listLetters } from '../../store/letters.ts';
import type { Html } from '../html.ts';
import { plainState } from './states.ts';
import { shortTime, stampTime } from './times.ts';

type Letters = Awaited<ReturnType<typeof listLetters>>;

/** The letters that the engine drafted, those that wait for an authorised person among them. */
export function letterTable(drafts: Letters): Html {
  return html`<section>
    <h2>Công văn, báo cáo chờ ban hành</h2>
    ${
      drafts.length > 0
        ? html`<table>
            <caption class="unseen">
              Dự thảo do hệ thống lập, người có thẩm quyền ban hành
            </caption>
            <thead>
              <tr>
                <th scope="col">Văn bản</th>
                <th scope="col" class="wide">Dự thảo lúc</th>
                <th scope="col">Tình trạng</th>
              </tr>
            </thead>
            <tbody>
              ${drafts.map(
                (draft) =>
                  html`<tr class="line">
                    <th scope="row"><a class="row-link" href="/letters/${draft.id}">${draft.title}</a></th>
                    <td class="wide">${stampTime(draft.drafted_at)}</td>
                    <td>
                      ${
                        draft.number && draft.issued_on
                          ? html`${plainState('good', 'check', `Số ${draft.number}`)} ${shortTime(draft.issued_on)}`
                          : plainState('info', 'pen', 'Chờ ban hành')
                      }
                    </td>
                  </tr>`,
              )}
            </tbody>
          </table>`
        : html`<p class="nothing">Chưa có dự thảo nào. Dự thảo báo cáo UBND tỉnh được lập theo tiến trình của kỳ nếu còn cơ quan chưa gửi.</p>`
    }
  </section>`;
}
