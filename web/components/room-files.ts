import { html } from 'hono/html';
import type { AttachedFile } from '../../domain/form.ts';
import type { Html } from '../html.ts';
import { attachedFiles } from './attached-files.ts';
import type { RoomForm } from './room-report.ts';

/**
 * The files of the report that is being written. Without a script one file goes with the form; `uploads.js` takes the
 * field over, sends files in pieces and fetches the list anew.
 */
export const filePart = ({ room, path }: Pick<RoomForm, 'room' | 'path'>): Html =>
  html`<section
    class="part"
    aria-labelledby="part-files"
    data-uploads="/api/v1/obligation/uploads"
    data-files="${path}/attachments"
  >
    <h2 id="part-files">Tệp đính kèm</h2>
    <p class="hint" id="report.file.hint">
      Bản báo cáo đã ký số, biểu số liệu, minh chứng. Nhận tệp PDF, Word (.docx), Excel (.xlsx) và ảnh (PNG, JPEG, WebP, TIFF,
      HEIC), mỗi tệp không quá 20 MB, tất cả không quá 100 MB. Không gửi tài liệu mật qua hệ thống này.
    </p>
    <div id="file-list">${roomFiles(room.attachments, path)}</div>
    <ul class="uploads" id="uploads" hidden></ul>
    <p class="unseen" role="status" id="upload-said"></p>
    <div class="field attach">
      <label for="report.file">Chọn tệp</label>
      <input
        type="file"
        id="report.file"
        name="file"
        aria-describedby="report.file.hint"
        accept=".pdf,.docx,.xlsx,.png,.jpg,.jpeg,.webp,.tif,.tiff,.heic"
      />
      <button class="secondary" type="submit" formaction="${path}/attachments">Đính kèm</button>
    </div>
  </section>`;

/** The list alone, as the script fetches it. */
export const roomFiles = (files: readonly AttachedFile[], path: string): Html =>
  html`${files.length > 0 && attachedFiles(files, path, ({ name, sha256 }) => withdrawButton(`${path}/attachments/${sha256}/withdraw`, name))}`;

const withdrawButton = (address: string, name: string): Html =>
  html`<button class="secondary small" type="submit" formaction="${address}">
    Bỏ<span class="unseen"> tệp ${name}</span>
  </button>`;
