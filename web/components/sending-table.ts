import { html, raw } from 'hono/html';
import { stampWords } from '../../domain/words.ts';
import { dayOf } from '../../domain/zone.ts';
import type { Sending } from '../../store/sendings.ts';
import type { StaffFrame } from '../frame.ts';
import type { Html } from '../html.ts';
import { areaField, labelled } from './field.ts';
import { signatureList } from './file-signatures.ts';
import { shortTime } from './times.ts';

/** What was issued under a number and sent, to whom, with the document; one that was withdrawn stays, struck out. */
export function sendingTable(
  sent: readonly Sending[],
  { person, path, frame }: { person: (actor: string) => string; path: string; frame: StaffFrame },
): Html {
  return html`<section>
    <h2>Các lần gửi đã ghi nhận</h2>
    ${
      sent.length > 0
        ? html`<table>
            <caption class="unseen">
              Số, ngày, nơi nhận của báo cáo tổng hợp đã gửi
            </caption>
            <thead>
              <tr>
                <th scope="col">Số, ký hiệu</th>
                <th scope="col">Ngày ký</th>
                <th scope="col">Nơi nhận</th>
                <th scope="col">Ngày gửi</th>
                <th scope="col" class="wide">Cách gửi</th>
                <th scope="col">Văn bản đã ký</th>
                <th scope="col" class="wide">Người ghi</th>
              </tr>
            </thead>
            <tbody>
              ${sent.map((each) => sendingRow(each, person, path, frame))}
            </tbody>
          </table>`
        : html`<p class="nothing">Chưa ghi lần gửi nào.</p>`
    }
  </section>`;
}

function sendingRow(each: Sending, person: (actor: string) => string, path: string, frame: StaffFrame): Html {
  const { id, withdrawn_at: withdrawnAt } = each;
  const number = html`${each.document_number}<small>bản tổng hợp lần ${each.number}</small>`;
  return html`<tr id="sending-${id}">
    <th scope="row">
      ${withdrawnAt ? html`<s>${number}</s>` : number}
      ${withdrawnAt && html`<small>Thu hồi ${stampWords(withdrawnAt)}, ${person(each.withdrawn_by ?? '')}: ${each.withdrawn_reason}</small>`}
    </th>
    <td>${shortTime(each.issued_on)}</td>
    <td>${each.receiver}</td>
    <td>${shortTime(dayOf(each.sent_at))}</td>
    <td class="wide">${each.channel}</td>
    <td>
      ${each.sha256 ? html`<a href="${path}/${id}/file">${each.file_name}</a>${signatureList(each.signatures ?? undefined)}` : html`<span class="blank">chưa có</span>`}
      ${frame.may('review') && !withdrawnAt && html`${!each.sha256 && attachForm(id, path, frame)} ${withdrawForm(id, path, frame)}`}
    </td>
    <td class="wide">${person(each.recorded_by)}</td>
  </tr>`;
}

const attachForm = (id: string, path: string, { csrf, failure }: StaffFrame): Html => {
  const form = `${id}-file`;
  return html`<details class="no-print">
    <summary>Đính kèm văn bản đã ký</summary>
    <form method="post" action="${path}/${id}/file" enctype="multipart/form-data" novalidate>
      ${csrf}
      ${labelled({ form, name: 'file', label: 'Tệp văn bản', hint: 'PDF đã ký số, tối đa 20 MB.', failure }, (attributes) => html`<input type="file" name="file" accept=".pdf,.docx" ${attributes} />`)}
      <button class="secondary" type="submit">Lưu tệp</button>
    </form>
  </details>`;
};

const withdrawForm = (id: string, path: string, { csrf, failure }: StaffFrame): Html => {
  const typed = failure?.typed['sending'] === id ? failure : undefined;
  return html`<details class="no-print" ${typed && raw('open')}>
    <summary>Ghi sai, thu hồi</summary>
    <form method="post" action="${path}/withdraw" enctype="multipart/form-data" novalidate>
      ${csrf}<input type="hidden" name="sending" value="${id}" />
      ${areaField({ form: typed ? 'withdraw' : `withdraw-${id}`, name: 'reason', label: 'Lý do thu hồi', hint: 'Lần gửi này vẫn lưu trong hồ sơ; hệ thống nhắc gửi lại.', failure: typed, required: true })}
      <button class="secondary" type="submit">Thu hồi việc ghi nhận</button>
    </form>
  </details>`;
};
