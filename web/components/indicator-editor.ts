import { html, raw } from 'hono/html';
import { aggregationWords, askedOfWords, indicatorTypeWords } from '../../domain/form-words.ts';
import { kindOf, pathOf } from '../form-rows.ts';
import type { Row, SectionRow } from '../form-rows.ts';
import type { Html } from '../html.ts';
import { checkField, selectField, textField } from './field.ts';
import { fieldIn, rowButton } from './form-editing.ts';
import type { FormEditing } from './form-editing.ts';
import { removalQuestion } from './form-removal.ts';
import { plainState } from './states.ts';

interface Place {
  section: number;
  at: number;
  rows: readonly SectionRow[];
}

/**
 * One indicator: a line that unfolds into its fields. It comes unfolded where the writer is at work: added, moved, changed,
 * to be mended.
 */
export function indicatorEditor(editing: FormEditing, row: Row, { section, at, rows }: Place): Html {
  const { failure, form, defects, focus, removal } = editing;
  const path = pathOf(section, at);
  const below = (field: string) => field.startsWith(`${path}.`);
  const wrong = defects.filter(({ field, severity }) => below(field) && severity === 'error').length;
  const blamed = failure?.form === form && failure.problems.some(({ field }) => below(field));
  const open = wrong > 0 || blamed || isChanged(editing, row) || focus?.path === path || removal?.path === path;
  const name = `chỉ tiêu ${row['code'] || at + 1}`;
  const tables = rows.flatMap((each, place) => (kindOf(each.fields) === 'indicators' ? [place] : []));
  const count = rows[section]?.indicators.length ?? 0;
  return html`<li>
    <details ${open && raw('open')}>
      <summary>
        <span class="code">${row['code'] || '–'}</span>
        <span>${row['name'] || html`<span class="blank">chưa có tên</span>`} <small>${lineWords(row)}</small></span>
        ${wrong > 0 && plainState('bad', 'alert', `${wrong} lỗi`)}
      </summary>
      ${removal?.path === path && removalQuestion(removal)} ${indicatorFields(editing, path, name)}
      <div class="buttons">
        ${(at > 0 || tables.some((each) => each < section)) && rowButton('up', path, 'Lên', name, focus)}
        ${(at < count - 1 || tables.some((each) => each > section)) && rowButton('down', path, 'Xuống', name, focus)}
        ${rowButton('remove', path, 'Bỏ…', name, focus)}
      </div>
    </details>
  </li>`;
}

/** Whether a row differs from every row that was stored. */
function isChanged({ stored, fields }: FormEditing, row: Row): boolean {
  if (fields === stored) return false;
  const before = Object.entries(stored).filter(([name, value]) => name.endsWith('.code') && value === row['code']);
  return !before.some(([name]) =>
    Object.entries(row).every(([field, value]) => (stored[name.replace(/code$/, field)] ?? '') === value),
  );
}

function lineWords(row: Row): string {
  const type = row['type'] as keyof typeof indicatorTypeWords;
  const words = [row['unit'], row['formula.kind'] ? 'tính theo công thức' : indicatorTypeWords[type]];
  return [...words, row['required'] ? 'bắt buộc' : ''].filter(Boolean).join(' · ');
}

function indicatorFields(editing: FormEditing, path: string, of: string): Html {
  const { focus } = editing;
  const common = fieldIn(editing);
  const field = (name: string, words: string, more: { hint?: string; focus?: boolean } = {}) =>
    common(`${path}.${name}`, html`${words}<span class="unseen"> của ${of}</span>`, more);
  const added = focus?.path === path && focus.by === 'add';
  return html`<div class="indicator-fields">
    ${textField(field('code', 'Mã', { focus: added }))} ${textField(field('name', 'Tên chỉ tiêu'))}
    ${textField(field('unit', 'Đơn vị tính'))}
    ${selectField({ ...field('type', 'Kiểu'), options: Object.entries(indicatorTypeWords) })}
    ${selectField({ ...field('aggregation', 'Tổng hợp toàn tỉnh'), options: Object.entries(aggregationWords) })}
    ${textField(field('weight', 'Quyền số', { hint: 'mã chỉ tiêu, khi bình quân gia quyền' }))}
    ${selectField({ ...field('askedOf', 'Hỏi cơ quan'), options: [['', 'mọi cơ quan'], ...Object.entries(askedOfWords)] })}
    ${textField(field('min', 'Nhỏ nhất'))} ${textField(field('max', 'Lớn nhất'))}
    ${textField(field('compare', 'Phải giải thích khi đổi quá (%)', { hint: 'so với năm trước; trống: không hỏi' }))}
    ${selectField({ ...field('formula.kind', 'Công thức'), options: formulaOptions })}
    ${textField(field('formula.of', 'Tính từ các mã', { hint: 'ví dụ: 2.1, 2.2' }))}
    ${textField(field('source', 'Nguồn định nghĩa'))}
    ${checkField(field('required', 'Bắt buộc nhập'))}
  </div>`;
}

const formulaOptions = [
  ['', 'không: cơ quan nhập'],
  ['sum', 'tổng các mã'],
  ['difference', 'mã đầu trừ mã sau'],
  ['share', 'mã đầu : mã sau × 100'],
] as const;
