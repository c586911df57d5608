import { html } from 'hono/html';
import type { listSendings } from '../../store/compilations.ts';
import type { Html } from '../html.ts';
import { shortTime } from './times.ts';

type Sendings = Awaited<ReturnType<typeof listSendings>>;

/** What was issued under a number and sent, and to whom. */
export function sendingTable(sent: Sendings, person: (actor: string) => string): Html {
  return html`<section>
    <h2>Đã ban hành và gửi</h2>
    ${
      sent.length > 0
        ? html`<table>
            <caption class="unseen">
              Số, ngày, nơi nhận của báo cáo tổng hợp đã gửi
            </caption>
            <thead>
              <tr>
                <th scope="col">Số, ký hiệu</th>
                <th scope="col">Ngày</th>
                <th scope="col">Nơi nhận</th>
                <th scope="col" class="wide">Cách gửi</th>
                <th scope="col">Bản tổng hợp</th>
                <th scope="col" class="wide">Người ghi</th>
              </tr>
            </thead>
            <tbody>
              ${sent.map(
                (each) =>
                  html`<tr>
                    <th scope="row">${each.document_number}</th>
                    <td>${shortTime(each.issued_on)}</td>
                    <td>${each.receiver}</td>
                    <td class="wide">${each.channel}</td>
                    <td>lần ${each.number}</td>
                    <td class="wide">${person(each.recorded_by)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
        : html`<p class="nothing">Chưa ghi lần gửi nào.</p>`
    }
  </section>`;
}
