import { html } from 'hono/html';
import { sectionKindWords } from '../../domain/form-words.ts';
import { kindOf, pathOf, sectionRows } from '../form-rows.ts';
import type { SectionRow } from '../form-rows.ts';
import type { Html } from '../html.ts';
import { areaField, checkField, selectField, textField } from './field.ts';
import { fieldIn, rowButton } from './form-editing.ts';
import type { FormEditing } from './form-editing.ts';
import { removalQuestion } from './form-removal.ts';
import { indicatorEditor } from './indicator-editor.ts';

/** The outline to fill in: its title and basis, its sections, each with its table of indicators. */
export function formEditor(editing: FormEditing, fixedId: boolean): Html {
  const field = fieldIn(editing);
  const rows = sectionRows(editing.fields);
  return html`<section class="part" aria-labelledby="identity-title">
      <h2 id="identity-title">Đề cương</h2>
      ${!fixedId && textField(field('id', 'Mã đề cương', { hint: 'chữ thường, không dấu, ví dụ: xk-quy; không đổi được về sau', required: true }))}
      ${textField(field('title', 'Tên, như cơ quan báo cáo sẽ thấy', { required: true }))}
      ${areaField({ ...field('source', 'Căn cứ', { hint: 'văn bản quy định đề cương, biểu mẫu' }), rows: 2 })}
    </section>
    <div id="${editing.form}.sections" tabindex="-1">${rows.map((row, place) => sectionEditor(editing, row, place, rows))}</div>
    <p><button class="secondary" type="submit" name="do" value="add-section">Thêm phần</button></p>`;
}

const kindOptions = Object.entries(sectionKindWords);

function sectionEditor(
  editing: FormEditing,
  { fields: row, indicators }: SectionRow,
  place: number,
  rows: readonly SectionRow[],
): Html {
  const path = pathOf(place);
  const { removal, focus } = editing;
  const common = fieldIn(editing);
  const spoken = html`<span class="unseen"> của phần ${place + 1}</span>`;
  const field = (name: string, words: string, more = {}) => common(`${path}.${name}`, html`${words}${spoken}`, more);
  const added = focus?.path === path && focus.by === 'add';
  const table = kindOf(row) === 'indicators' || indicators.length > 0;
  return html`<section class="part outline-part" aria-labelledby="${path}-title">
    <div class="outline-head">
      <h2 id="${path}-title">Phần ${place + 1}${row['title'] && html`: ${row['code']}. ${row['title']}`}</h2>
      <div class="buttons">
        ${place > 0 && rowButton('up', path, 'Lên', `phần ${place + 1}`, focus)}
        ${place < rows.length - 1 && rowButton('down', path, 'Xuống', `phần ${place + 1}`, focus)}
        ${rowButton('remove', path, 'Bỏ…', `phần ${place + 1}`, focus)}
      </div>
    </div>
    ${removal?.path === path && removalQuestion(removal)}
    <div class="outline-fields">
      ${textField(field('code', 'Mã', { focus: added }))} ${textField(field('title', 'Tên phần'))}
      ${selectField({ ...field('kind', 'Cách trả lời'), options: kindOptions })}
    </div>
    ${areaField({ ...field('hint', 'Hướng dẫn cho người viết'), rows: 2 })}
    ${checkField(field('required', 'Bắt buộc có nội dung'))}
    ${
      table &&
      html`<h3>Chỉ tiêu của phần này (${indicators.length})</h3>
        <ol class="outline-rows">
          ${indicators.map((indicator, at) => indicatorEditor(editing, indicator, { section: place, at, rows }))}
        </ol>
        <p><button class="secondary" type="submit" name="do" value="add:${place}">Thêm chỉ tiêu<span class="unseen"> vào phần ${place + 1}</span></button></p>`
    }
  </section>`;
}
