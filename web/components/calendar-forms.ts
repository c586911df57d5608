import { html } from 'hono/html';
import type { SendWindow } from '../../domain/send-window.ts';
import type { GivenCalendar } from '../../office/read-calendar-effect.ts';
import type { Failure } from '../frame.ts';
import type { Html } from '../html.ts';
import { areaField, labelled, selectField, textField } from './field.ts';

/** Chooses a file for a new version; nothing changes before the preview is confirmed. */
export function importForm(csrf: Html, failure: Failure | undefined, templateYear: number): Html {
  const form = 'preview';
  return html`<section class="card">
    <h2>Nhập phiên bản mới</h2>
    <form method="post" action="/calendar/preview" enctype="multipart/form-data" novalidate>
      ${csrf}
      ${textField({ form, name: 'version', label: 'Tên phiên bản', hint: 'ví dụ: 2027-01', failure, required: true })}
      ${textField({ form, name: 'source', label: 'Văn bản nguồn', hint: 'số, ký hiệu, ngày, cơ quan ban hành', failure, required: true })}
      ${areaField({ form, name: 'note', label: 'Lý do, ghi chú', rows: 2, failure })}
      ${selectField({
        form,
        name: 'scope',
        label: 'Tệp gồm',
        value: 'years',
        failure,
        options: [
          ['years', 'Cả năm (thay các ngày cũ)'],
          ['days', 'Chỉ các ngày bổ sung, sửa đổi'],
        ],
      })}
      ${labelled(
        { form, name: 'file', label: 'Tệp lịch', hint: '.xlsx, .csv hoặc .json', failure, required: true },
        (attributes) => html`<input type="file" name="file" accept=".xlsx,.csv,.json" ${attributes} />`,
      )}
      <p class="note">
        Tệp mẫu có sẵn các ngày đã biết của năm ${templateYear}:
        <a href="/calendar/template.xlsx?year=${templateYear}">Excel</a>,
        <a href="/calendar/template.csv?year=${templateYear}">CSV</a>.
      </p>
      <button type="submit">Xem trước thay đổi</button>
    </form>
  </section>`;
}

/** Carries what was previewed to the import, with the mark of what was seen. */
export const confirmForm = (given: GivenCalendar, mark: string, words: string, csrf: Html): Html =>
  html`<form method="post" action="/calendar/import">
    ${csrf}
    ${Object.entries({ ...given, days: JSON.stringify(given.days), mark }).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
    )}
    <div class="buttons">
      <button type="submit">${words}</button>
      <a href="/calendar">Bỏ qua, không thay đổi gì</a>
    </div>
  </form>`;

/** The hours in which letters leave. */
export function sendWindowForm(window: SendWindow, csrf: Html, failure: Failure | undefined, may: boolean): Html {
  const form = 'send-window';
  return html`<section class="card">
    <h2>Giờ gửi thư</h2>
    <p>Thư đi trong ngày làm việc, từ <strong>${window.from}</strong> đến <strong>${window.to}</strong>; riêng xác nhận tiếp nhận gửi ngay.</p>
    ${
      may &&
      html`<details ${failure?.form === form && html`open`}>
        <summary>Đổi giờ gửi thư</summary>
        <form method="post" action="/calendar/send-window" novalidate>
          ${csrf} ${textField({ form, name: 'from', label: 'Từ', hint: 'dạng 07:00', value: window.from, failure, required: true })}
          ${textField({ form, name: 'to', label: 'Đến', hint: 'dạng 17:30', value: window.to, failure, required: true })}
          <p class="note">Thư đang chờ chuyển theo giờ mới.</p>
          <button class="secondary" type="submit">Đổi giờ gửi thư</button>
        </form>
      </details>`
    }
  </section>`;
}
