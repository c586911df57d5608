import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import type { Failure } from '../frame.ts';
import type { Html } from '../html.ts';
import { dayField, labelled, selectField, textField } from './field.ts';

const form = 'paper';

/** Records a report that came on paper or by the document system, in the agency's name. */
export function paperForm(path: string, agency: string, csrf: Html, failure: Failure | undefined): Html {
  const attempt = (failure?.form === form && failure.typed['attempt']) || randomUUID();
  return html`<details ${failure?.form === form && html`open`}>
    <summary>Ghi nhận báo cáo gửi bằng văn bản</summary>
    <form method="post" action="${path}/paper" enctype="multipart/form-data" novalidate>
      ${csrf}
      <input type="hidden" name="attempt" value="${attempt}" />
      <p>
        Dùng khi ${agency} đã gửi bản giấy hoặc gửi qua hệ thống quản lý văn bản. Đúng hạn hay không tính theo ngày nhận văn bản; thư
        nhắc, thư đôn đốc dừng ngay, cơ quan nhận thư báo kèm mã tiếp nhận.
      </p>
      ${selectField({
        ...{ form, name: 'channel', label: 'Hình thức gửi', failure },
        options: [
          ['paper', 'Văn bản giấy'],
          ['document-system', 'Hệ thống quản lý văn bản và điều hành'],
        ],
      })}
      ${textField({ form, name: 'number', label: 'Số, ký hiệu văn bản', hint: 'Ví dụ 125/BC-STC.', failure, required: true })}
      ${dayField({ form, name: 'receivedOn', label: 'Ngày nhận', failure, required: true })}
      ${labelled(
        {
          form,
          name: 'scan',
          label: 'Bản quét (không bắt buộc)',
          hint: 'PDF, Word hoặc Excel, tối đa 20 MB.',
          failure,
        },
        (attributes) => html`<input type="file" name="scan" accept=".pdf,.docx,.xlsx" ${attributes} />`,
      )}
      <button class="secondary" type="submit">Ghi nhận thay cơ quan</button>
    </form>
  </details>`;
}
