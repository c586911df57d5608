import { html } from 'hono/html';
import type { IncomingLine } from '../../office/read-incoming.ts';
import type { Html } from '../html.ts';
import { shortTime } from './times.ts';

const kindWords: Record<IncomingLine['kind'], string> = {
  letter: 'Công văn',
  report: 'Báo cáo gửi bằng văn bản',
  decision: 'Quyết định về vướng mắc',
};

/** The letters that came in, the newest first. */
export const incomingTable = (lines: readonly IncomingLine[]): Html =>
  lines.length === 0
    ? html`<p class="nothing">Chưa có công văn đến nào như vậy. Báo cáo gửi bằng văn bản và quyết định của UBND tỉnh tự vào sổ này khi được ghi nhận.</p>`
    : html`<table>
        <caption class="unseen">
          Công văn đến, mới nhất trước
        </caption>
        <thead>
          <tr>
            <th scope="col">Trích yếu</th>
            <th scope="col">Số, ngày</th>
            <th scope="col">Cơ quan gửi</th>
            <th scope="col">Ngày nhận</th>
          </tr>
        </thead>
        <tbody>
          ${lines.map(
            ({ kind, number, issuedOn, receivedOn, sender, subject, page, file }) =>
              html`<tr>
                <th scope="row">
                  ${page ? html`<a href="${page}">${subject}</a>` : subject}<small>${kindWords[kind]}${file && html` · <a href="/letters/incoming/${file}/file">Tải tệp</a>`}</small>
                </th>
                <td>${number || '—'}${issuedOn && html`<small>${shortTime(issuedOn)}</small>`}</td>
                <td>${sender}</td>
                <td>${shortTime(receivedOn)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`;
