import { html } from 'hono/html';
import { stateOfLetter } from '../../store/letters.ts';
import type { LetterRow } from '../../store/letters.ts';
import type { Html } from '../html.ts';
import { officialStateMark } from './official-state.ts';
import { shortTime, stampTime } from './times.ts';

/** The letters of a cycle, those that wait for an authorised person among them. */
export const letterTable = (letters: readonly LetterRow[]): Html =>
  html`<section>
    <h2>Công văn, báo cáo của kỳ</h2>
    ${
      letters.length > 0
        ? lettersTable(letters, 'Dự thảo do hệ thống lập, người có thẩm quyền ban hành')
        : html`<p class="nothing">Chưa có dự thảo nào. Dự thảo báo cáo UBND tỉnh được lập theo tiến trình của kỳ nếu còn cơ quan chưa gửi.</p>`
    }
  </section>`;

/** Letters as rows: number and date, what it is, how it stands. */
export const lettersTable = (letters: readonly LetterRow[], caption: string): Html =>
  html`<table>
    <caption class="unseen">
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">Văn bản</th>
        <th scope="col">Số, ngày</th>
        <th scope="col" class="wide">Dự thảo lúc</th>
        <th scope="col">Tình trạng</th>
      </tr>
    </thead>
    <tbody>
      ${letters.map(
        (row) =>
          html`<tr class="line">
            <th scope="row"><a class="row-link" href="/letters/${row.id}">${row.title}</a></th>
            <td>${row.number ? html`<span class="letter-number">${row.number}</span><small>${row.issued_on && shortTime(row.issued_on)}</small>` : '—'}</td>
            <td class="wide">${stampTime(row.drafted_at)}</td>
            <td>${officialStateMark(stateOfLetter(row))}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
