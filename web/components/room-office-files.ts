import { html } from 'hono/html';
import type { Failure, Frame } from '../frame.ts';
import type { Html } from '../html.ts';
import { labelled } from './field.ts';

interface Tools extends Pick<Frame, 'csrf' | 'failure'> {
  path: string;
  /** Beside the button. */
  back?: Html;
}

/** Filling in without the network: the form as files for Excel and Word, and the workbook's way back. */
export const officeFileCard = ({ path, csrf, failure }: Tools): Html =>
  html`<section class="card" id="office-files">
    <h2>Excel và Word</h2>
    <p>Tệp tải về đã điền sẵn bản nháp đang lưu và số liệu năm trước.</p>
    <ul class="plain-list">
      <li><a href="${path}/form.xlsx" download>Tải biểu Excel để điền</a></li>
      <li><a href="${path}/outline.docx" download>Tải báo cáo dạng Word để trình ký</a></li>
    </ul>
    <details>
      <summary>Nạp tệp Excel đã điền</summary>
      ${uploadForm({ path, csrf, failure })}
    </details>
  </section>`;

export const sheetForm = 'form.xlsx';

/** Brings a filled-in workbook; nothing is written before its changes were looked at. */
export const uploadForm = ({ path, csrf, failure, back }: Tools): Html =>
  html`<form method="post" action="${path}/${sheetForm}" enctype="multipart/form-data" novalidate>
    ${csrf}
    ${labelled(
      {
        form: sheetForm,
        name: 'file',
        label: 'Tệp Excel (.xlsx)',
        hint: 'Trang sau cho xem từng chỗ sẽ thay đổi; đồng ý rồi mới ghi vào bản nháp.',
        failure: withoutPlaces(failure),
        required: true,
      },
      (attributes) => html`<input type="file" name="file" accept=".xlsx" ${attributes} />`,
    )}
    <div class="buttons"><button class="secondary" type="submit">Xem thay đổi</button>${back}</div>
  </form>`;

/** The cells to be mended stand in the summary; beside the field only that something is wrong with the file. */
const withoutPlaces = (failure: Failure | undefined): Failure | undefined =>
  failure && {
    ...failure,
    problems: failure.problems.length > 0 ? [{ field: 'file', message: 'Tệp chưa được nạp; sửa rồi chọn lại.' }] : [],
  };
