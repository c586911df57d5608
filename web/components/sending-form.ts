import { html } from 'hono/html';
import { dayOf } from '../../domain/zone.ts';
import type { ReceiverStanding } from '../../store/sendings.ts';
import type { StaffFrame } from '../frame.ts';
import type { Html } from '../html.ts';
import type { Run } from './compilation-runs.ts';
import { dayField, labelled, selectField, textField } from './field.ts';

const form = 'sendings';

/** Recording the number, dates, receiver and channel of a compiled report, with the document as it was signed and sent. */
export function sendingForm(
  runs: readonly Run[],
  receivers: readonly ReceiverStanding[],
  { csrf, failure, now }: StaffFrame,
  path: string,
): Html {
  const ready = runs.filter(({ state }) => state === 'ready');
  if (ready.length === 0) {
    return html`<section class="card">
      <h2>Ghi việc gửi</h2>
      <p>Chưa có bản tổng hợp nào lập xong. <a href="${path.replace(/sendings$/, 'compilations')}">Lập báo cáo tổng hợp</a> trước, rồi ghi số, ngày và nơi nhận tại đây.</p>
    </section>`;
  }
  const newest = ready.find(({ final }) => final) ?? ready[0];
  const next = receivers.find(({ sendings }) => sendings.length === 0) ?? receivers[0];
  return html`<section class="card">
    <h2>Ghi việc gửi</h2>
    <form method="post" action="${path}" enctype="multipart/form-data" novalidate>
      ${csrf}
      ${selectField({ form, name: 'compilation', label: 'Bản tổng hợp', failure, value: newest?.id, options: ready.map(({ id, number, final }) => [id, `Lần ${number}, ${final ? 'chính thức' : 'dự thảo'}`] as const) })}
      ${textField({ form, name: 'documentNumber', label: 'Số, ký hiệu văn bản', hint: 'ví dụ 315/BC-UBND', failure, required: true })}
      ${dayField({ form, name: 'issuedOn', label: 'Ngày ban hành', value: dayOf(now), failure, required: true })}
      ${selectField({ form, name: 'receiver', label: 'Nơi nhận', failure, value: next?.receiver, options: [...receivers.map(({ receiver }) => [receiver, receiver] as const), ['', 'Nơi khác, ghi ở dòng dưới']] })}
      ${textField({ form, name: 'otherReceiver', label: 'Nơi nhận khác', failure })}
      ${dayField({ form, name: 'sentOn', label: 'Ngày gửi', value: dayOf(now), failure, required: true })}
      ${textField({ form, name: 'channel', label: 'Cách gửi', value: 'Trục liên thông văn bản', failure })}
      ${labelled({ form, name: 'file', label: 'Văn bản đã ký', hint: 'PDF đã ký số, tối đa 20 MB; bổ sung sau cũng được.', failure }, (attributes) => html`<input type="file" name="file" accept=".pdf,.docx" ${attributes} />`)}
      <button type="submit">Ghi việc gửi</button>
    </form>
  </section>`;
}
