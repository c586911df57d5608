import { html } from 'hono/html';
import { receiverWords } from '../../domain/receivers.ts';
import type { RegimeComponent } from '../../domain/regime.ts';
import { filledReceivers } from '../sending-fields.ts';
import type { Html } from '../html.ts';
import { agencyKinds } from '../regime-fields.ts';
import { componentWords, dateWords, frequencyWords, recipientWords } from '../regime-words.ts';
import { kindWords } from '../words.ts';
import { areaField, checkField, selectField, textField } from './field.ts';
import { rollOptions, wayOptions } from './ladder-editor.ts';
import type { Editing } from './ladder-editor.ts';

/** What a regime may name: plans, forms and agencies that are there. */
export interface Choices {
  plans: readonly (readonly [string, string])[];
  forms: readonly (readonly [string, string])[];
  agencies: readonly (readonly [string, string])[];
}

/** A field of the form by its name: what was typed, and what was wrong with it. */
const fieldIn =
  ({ form, fields, failure }: Editing) =>
  (name: string, label: string, more: { hint?: string; required?: boolean } = {}) => ({
    form,
    name,
    label,
    failure,
    value: fields[name],
    ...more,
  });

/** What the regime is: its name, its plan, how often, who reports. */
export function identityFields(editing: Editing, { plans, forms, agencies }: Choices, fixedId: boolean): Html {
  const field = fieldIn(editing);
  return html`<div class="fields">
      ${
        fixedId
          ? html`<input type="hidden" name="id" value="${editing.fields['id'] ?? ''}" />`
          : textField(field('id', 'Mã chế độ', { hint: 'chữ thường, không dấu, ví dụ: xk-quy', required: true }))
      }
      ${selectField({ ...field('plan', 'Kế hoạch'), options: plans })}
      ${selectField({ ...field('form', 'Đề cương, biểu mẫu'), options: forms })}
      ${selectField({ ...field('focalAgency', 'Cơ quan đầu mối'), options: agencies })}
      ${selectField({ ...field('frequency', 'Tần suất'), options: Object.entries(frequencyWords) })}
      ${textField(field('parts', 'Chỉ các kỳ', { hint: 'trong năm, ví dụ: 2, 4; để trống: mọi kỳ' }))}
      ${textField(field('once.from', 'Số liệu từ ngày', { hint: 'chỉ báo cáo một lần' }))}
      ${textField(field('once.to', 'Số liệu đến ngày', { hint: 'chỉ báo cáo một lần' }))}
    </div>
    <fieldset class="checks">
      <legend>Đối tượng phải báo cáo</legend>
      ${agencyKinds.map((kind) => checkField(field(`subjects.${kind}`, kindWords[kind])))}
    </fieldset>`;
}

/** The dates with their wording, what they do on a day off, and their basis; kinds of agencies may have their own. */
export function dateFields(editing: Editing): Html {
  const own = agencyKinds.map((kind) => [`dueOf.${kind}`, `${dateWords.due}: ${kindWords[kind]}`] as const);
  const open = own.some(([field]) => editing.fields[`${field}.value`]?.trim());
  return html`${Object.entries(dateWords).map(([name, words]) => statedFields(editing, name, words))}
    <details ${open && html`open`}>
      <summary>Hạn riêng theo nhóm cơ quan (để trống: theo hạn chung)</summary>
      ${own.map(([name, words]) => statedFields(editing, name, words))}
    </details>
    ${receiverFields(editing)}`;
}

/** Receivers that are to have the compiled report by a date of their own, and one more row. */
function receiverFields(editing: Editing): Html {
  const filled = filledReceivers(editing.fields);
  return html`<details ${filled > 0 && html`open`}>
    <summary>Hạn gửi riêng của từng nơi nhận báo cáo tổng hợp (để trống: theo hạn gửi cấp trên)</summary>
    <input type="hidden" name="sendings.rest" value="${editing.fields['sendings.rest'] ?? ''}" />
    ${Array.from({ length: filled + 1 }, (_, place) => {
      const name = `sendings.dates.${place}`;
      return html`${textField(fieldIn(editing)(`${name}.receiver`, 'Nơi nhận', { hint: 'tên đầy đủ, đúng như trong danh sách nơi nhận' }))} ${statedFields(editing, `${name}.date`, `Hạn gửi nơi nhận ${place + 1}`)}`;
    })}
  </details>`;
}

function statedFields(editing: Editing, name: string, words: string): Html {
  const field = fieldIn(editing);
  const way = field(`${name}.way`, 'Tính theo');
  return html`<fieldset class="stated">
    <legend>${words}</legend>
    <div class="rung">
      ${selectField({ ...field(`${name}.wording`, 'Cách nói'), options: wordings })}
      ${selectField({ ...way, options: wayOptions(way.value, false) })}
      ${textField(field(`${name}.value`, 'Ngày'))}
      ${selectField({ ...field(`${name}.roll`, 'Trùng ngày nghỉ'), options: rollOptions })}
      ${textField(field(`${name}.basis`, 'Căn cứ'))}
    </div>
  </fieldset>`;
}

const wordings = [
  ['by', 'chậm nhất ngày'],
  ['before', 'trước ngày'],
] as const;

/** What is done with lateness, outages, extensions and reviews. */
export function ruleFields(editing: Editing): Html {
  const field = fieldIn(editing);
  return html`<div class="fields">
      ${textField(field('openingLead', 'Mở kỳ trước hạn', { hint: 'ngày làm việc' }))}
      ${textField(field('notice', 'Báo trước ít nhất', { hint: 'ngày làm việc' }))}
      ${selectField({
        ...field('late.policy', 'Báo cáo muộn'),
        options: [
          ['accept', 'vẫn nhận, ghi quá hạn'],
          ['lock', 'thôi nhận sau số ngày'],
        ],
      })}
      ${textField(field('late.workingDays', 'Thôi nhận sau', { hint: 'ngày làm việc sau hạn' }))}
      ${textField(field('graceHours', 'Châm chước', { hint: 'giờ sau 24:00 ngày hạn' }))}
      ${textField(field('outageHours', 'Bù khi hệ thống gián đoạn', { hint: 'giờ làm việc' }))}
      ${textField(field('receivers', 'Nơi nhận báo cáo tổng hợp', { hint: `cách nhau bằng dấu chấm phẩy; để trống là ${receiverWords()}` }))}
      ${selectField({
        ...field('extension.undecided', 'Gia hạn chưa quyết khi qua hạn'),
        options: [
          ['refused', 'coi như không đồng ý'],
          ['granted', 'coi như đồng ý'],
        ],
      })}
    </div>
    ${pressFields(editing, 'extension.press', 'Nhắc xử lý đề nghị gia hạn (ngày làm việc so với hạn gửi; âm: trước)')}
    ${pressFields(editing, 'review.press', 'Nhắc thẩm tra (ngày làm việc sau khi nhận báo cáo)')}
    ${pressFields(editing, 'letters.press', 'Nhắc ban hành công văn (ngày làm việc sau khi dự thảo, duyệt hoặc ban hành mà chưa có bản ký số)')}`;
}

/** The rows that are filled in, and one more. */
function pressFields(editing: Editing, name: string, words: string): Html {
  const field = fieldIn(editing);
  const filled = Array.from({ length: 9 }, (_, place) => place).filter((place) =>
    editing.fields[`${name}.${place}.workingDays`]?.trim(),
  );
  return html`<fieldset class="presses">
    <legend>${words}</legend>
    ${Array.from({ length: (filled.at(-1) ?? -1) + 2 }, (_, place) => {
      const row = `${name}.${place}`;
      return html`<div class="press">
        ${textField(field(`${row}.workingDays`, `Lần ${place + 1}`))}
        <div class="checks">
          ${(['officer', 'leader'] as const).map((who) => checkField(field(`${row}.to.${who}`, recipientWords[who])))}
        </div>
      </div>`;
    })}
  </fieldset>`;
}

/** The eleven components in words. */
export const componentFields = (editing: Editing): Html =>
  html`${(Object.keys(componentWords) as RegimeComponent[]).map((name) => {
    const required = name !== 'tables' && name !== 'procedure';
    return areaField({ ...fieldIn(editing)(`components.${name}`, componentWords[name], { required }), rows: 2 });
  })}`;
