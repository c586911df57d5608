import { html } from 'hono/html';
import type { FormDefect } from '../../domain/form-defect.ts';
import { formDefectWords } from '../../domain/form-defect-words.ts';
import type { FormContent } from '../../domain/form-defect.ts';
import { formFieldNamed } from '../form-fields.ts';
import type { Html } from '../html.ts';
import { fieldId } from './notice.ts';
import { plainState } from './states.ts';

/** What is wrong with a form: where, what, how to mend it; with links to the editor's fields where `form` names it. */
export const formDefectList = (defects: readonly FormDefect[], content: FormContent, form?: string): Html =>
  html`<ul class="defects">
    ${defects.map((defect) => {
      const { what, mend } = formDefectWords(defect);
      const where = placeWords(defect.field, content);
      return html`<li>
        ${defect.severity === 'error' ? plainState('bad', 'alert', 'Phải sửa') : plainState('warn', 'flag', 'Nên xem')}
        <div>
          <p>
            <strong>${form ? html`<a href="#${fieldId(form, formFieldNamed(defect.field))}">${where}</a>` : where}.</strong> ${what}
          </p>
          <p class="note">Cách sửa: ${mend}</p>
        </div>
      </li>`;
    })}
  </ul>`;

/** How many there are, as a state. */
export function formDefectCount(defects: readonly FormDefect[]): Html {
  const errors = defects.filter(({ severity }) => severity === 'error').length;
  const warnings = defects.length - errors;
  if (defects.length === 0) return plainState('good', 'check', 'Không có lỗi');
  return errors > 0
    ? plainState('bad', 'alert', `${errors} lỗi phải sửa${warnings > 0 ? `, ${warnings} điểm nên xem` : ''}`)
    : plainState('warn', 'flag', `${warnings} điểm nên xem`);
}

/** `sections.2.indicators.0.unit` as people read it: “Chỉ tiêu 2.1, đơn vị tính”. */
function placeWords(field: string, { sections }: FormContent): string {
  const [, place, , at, part = ''] = /^sections\.(\d+)(\.indicators\.(\d+))?\.?(.*)$/.exec(field) ?? [];
  if (place === undefined) return field === 'title' ? 'Tên đề cương' : 'Đề cương';
  const section = sections[Number(place)];
  const words = partWords[part.split('.')[0] ?? ''];
  const indicator = at === undefined ? undefined : section?.indicators?.[Number(at)];
  const of = indicator
    ? `Chỉ tiêu ${indicator.code || `thứ ${Number(at) + 1}`}`
    : `Phần ${section?.code || Number(place) + 1}`;
  return words ? `${of}, ${words}` : of;
}

const partWords: Readonly<Record<string, string>> = {
  code: 'mã',
  title: 'tên',
  name: 'tên',
  kind: 'cách trả lời',
  unit: 'đơn vị tính',
  type: 'kiểu',
  aggregation: 'tổng hợp',
  weight: 'quyền số',
  required: 'bắt buộc',
  min: 'giới hạn',
  max: 'giới hạn',
  compare: 'so với năm trước',
  formula: 'công thức',
  source: 'nguồn',
};
