import { html } from 'hono/html';
import type { FieldValue, SheetChange, SheetReading } from '../../domain/form-sheet.ts';
import { indicatorsOf } from '../../domain/form.ts';
import { figureWords, momentWords } from '../../domain/words.ts';
import type { Room } from '../../office/read-room.ts';
import type { Html } from '../html.ts';
import { packReading } from '../sheet-fields.ts';
import { taskWords } from '../words.ts';
import { icon } from './icons.ts';
import { prose } from './prose.ts';
import { plainState } from './states.ts';

interface Preview {
  room: Room;
  path: string;
  csrf: Html;
  reading: SheetReading;
  changes: readonly SheetChange[];
}

/** What a file changes in the draft, field by field, before anything is written. */
export function sheetPreview(view: Preview): Html {
  const { room, path, changes, reading } = view;
  if (changes.length === 0) {
    return html`<div class="message good" role="status">
        ${icon('check')}
        <p>Tệp không có gì khác với bản nháp đang lưu; không cần ghi.</p>
      </div>
      ${leftNote(room, reading)}
      <p><a href="${path}">Quay lại báo cáo</a></p>`;
  }
  const overriding = changes.filter(({ overrides }) => overrides).length;
  const { savedAt, version } = room.draft;
  return html`<p>
      Tệp thay đổi <strong>${changes.length} chỗ</strong> so với bản nháp đang lưu${savedAt && ` (phiên bản ${version}, lúc ${momentWords(savedAt)})`}. Chưa
      có gì được ghi; những chỗ khác giữ nguyên.
    </p>
    ${
      overriding > 0 &&
      html`<div class="message warn">
        ${icon('alert')}
        <p>
          ${overriding} chỗ đã được sửa trên trang sau khi tải tệp này (đánh dấu dưới đây); nếu đồng ý, nội dung trong tệp thay
          nội dung đó.
        </p>
      </div>`
    }
    ${leftNote(room, reading)} ${agreeForm(view)} ${changes.map((change) => changePart(change, room))} ${changes.length > 5 && agreeForm(view)}`;
}

/** The changes go along with the form, so that nothing is kept that nobody agreed to. */
const agreeForm = ({ room, path, csrf, reading, changes }: Preview): Html =>
  html`<form class="card" method="post" action="${path}/form.xlsx/confirm" enctype="multipart/form-data">
    ${csrf}
    <input type="hidden" name="seen" value="${room.draft.version}" />
    ${packReading(reading).map(([name, part]) => html`<input type="hidden" name="${name}" value="${part}" />`)}
    <div class="buttons">
      <button type="submit">Ghi ${changes.length} chỗ vào bản nháp</button>
      <a href="${path}">Không ghi, quay lại báo cáo</a>
    </div>
  </form>`;

function leftNote(room: Room, { left }: SheetReading): Html {
  if (left.length === 0) return html``;
  const names = left.map((path) => nameOf(path, room));
  return html`<p class="note">
    Tệp không có chỗ cho ${names.slice(0, 8).join('; ')}${names.length > 8 && `; và ${names.length - 8} chỗ khác`}: nội dung trên trang giữ nguyên.
  </p>`;
}

const changePart = ({ path, was, is, overrides }: SheetChange, room: Room): Html =>
  html`<section class="part">
    <h2>${nameOf(path, room)}</h2>
    ${overrides && html`<p>${plainState('info', 'pen', 'Đã sửa trên trang sau khi tải tệp')}</p>`}
    <div class="beside">
      <div>
        <h3>Trong tệp</h3>
        ${is === undefined ? html`<p class="blank">Để trống: nội dung đang lưu sẽ bị xóa.</p>` : prose(valueWords(is))}
      </div>
      <div class="before">
        <h3>Đang lưu</h3>
        ${was === undefined ? html`<p class="blank">Chưa có.</p>` : prose(valueWords(was))}
      </div>
    </div>
  </section>`;

/** `Phần I. Tình hình triển khai`, `Nhiệm vụ II.1.a. …`, `Chỉ tiêu 1.1. … (triệu đồng)`. */
function nameOf(path: string, { form, tasks }: Room): string {
  const [, part, code = ''] = /^(explanations\.indicators|[a-z]+)\.(.+)$/.exec(path) ?? [];
  if (part === 'sections') return `Phần ${code}. ${form.sections.find((each) => each.code === code)?.title ?? ''}`;
  if (part === 'tasks') return `Nhiệm vụ ${code}. ${tasks.find((each) => each.code === code)?.title ?? ''}`;
  const indicator = indicatorsOf(form).find((each) => each.code === code);
  const name = `Chỉ tiêu ${code}. ${indicator?.name ?? ''}`;
  return part === 'indicators' ? `${name} (${indicator?.unit ?? ''})` : `${name}: giải thích`;
}

function valueWords(value: FieldValue): string {
  if (typeof value === 'string') return value;
  if ('state' in value) return `${taskWords[value.state]}, ${figureWords(value.percent)} %\n${value.result}`;
  const { value: figure, estimated } = value;
  const words =
    typeof figure === 'boolean' ? (figure ? 'Có' : 'Không') : typeof figure === 'number' ? figureWords(figure) : figure;
  return `${words}${estimated ? ' (ước)' : ''}`;
}
