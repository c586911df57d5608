import { html, raw } from 'hono/html';
import type { Roll } from '../../domain/deadline.ts';
import { defectWords } from '../../domain/defect-words.ts';
import type { StepKind } from '../../domain/regime.ts';
import type { RegimeOutlook } from '../../office/read-regimes.ts';
import type { Typed } from '../forms.ts';
import type { Failure } from '../frame.ts';
import type { Html } from '../html.ts';
import { ladderRows } from '../ladder-rows.ts';
import { recipients } from '../regime-fields.ts';
import { kindOfStepWords, monthWords, recipientWords } from '../regime-words.ts';
import { checkField, selectField, textField } from './field.ts';
import { fallWords } from './ladder-table.ts';

/** What an editor's fields need: which form they are of, what was typed, and what was wrong with it. */
export interface Editing {
  form: string;
  fields: Typed;
  failure: Failure | undefined;
}

const kinds: readonly StepKind[] = ['request', 'remind', 'urge', 'flag', 'compile', 'escalate', 'close'];

/** How a day is said; `days` only where it is reckoned from a due date. */
export function wayOptions(chosen: string | undefined, ofRung: boolean): (readonly [string, string])[] {
  const months = [-2, -1, 0, 1, 2].map((after) => [String(after), `ngày … ${monthWords(after)}`] as const);
  const other = Number(chosen);
  return [
    ...(ofRung ? [['days', 'ngày làm việc so với hạn'] as const] : []),
    ['year', 'ngày/tháng của năm'],
    ...months,
    ...(chosen && /^-?\d+$/.test(chosen) && Math.abs(other) > 2
      ? [[chosen, `ngày … ${monthWords(other)}`] as const]
      : []),
  ];
}

export const rollOptions = [
  ['forward', 'lùi về sau'],
  ['back', 'đưa lên trước'],
  ['keep', 'giữ nguyên'],
] as const satisfies readonly (readonly [Roll, string])[];

/** The rungs as rows to fill in, each with where it falls in the next cycle, and buttons to move and remove it. */
export const ladderEditor = (editing: Editing, outlook: RegimeOutlook | undefined): Html =>
  html`<p class="hint">
      Số ngày làm việc âm là trước hạn: −3 là trước hạn 3 ngày làm việc. Ngày của năm ghi 24/12. Bậc tổng hợp chính thức mang mã
      <code>compile-final</code>, bậc nhắc gửi cấp trên mang mã <code>send-up</code>.
    </p>
    <ol class="rungs" id="${editing.form}.ladder">
      ${ladderRows(editing.fields).map((_, place, rows) => rungRow(editing, place, rows.length, outlook))}
    </ol>
    <p><button class="secondary" type="submit" name="do" value="add">Thêm bậc</button></p>`;

function rungRow(
  { form, fields, failure }: Editing,
  place: number,
  count: number,
  outlook: RegimeOutlook | undefined,
): Html {
  const row = `ladder.${place}`;
  const common = (name: string) => ({ form, name: `${row}.${name}`, failure, value: fields[`${row}.${name}`] });
  const way = common('when.way');
  return html`<li>
    <fieldset>
      <legend>Bậc ${place + 1}</legend>
      <div class="rung">
        ${selectField({ ...common('kind'), label: 'Việc', options: kinds.map((kind) => [kind, kindOfStepWords(kind)]) })}
        ${textField({ ...common('rung'), label: 'Mã bậc' })}
        ${selectField({ ...way, label: 'Tính theo', options: wayOptions(way.value, true) })}
        ${textField({ ...common('when.value'), label: 'Số ngày, ngày' })}
        ${textField({ ...common('time'), label: 'Giờ' })}
        ${selectField({ ...common('when.roll'), label: 'Trùng ngày nghỉ', options: rollOptions })}
        ${selectField({ ...common('follows'), label: 'Theo hạn', options: followOptions })}
        ${textField({ ...common('basis'), label: 'Căn cứ, lý do' })}
      </div>
      <div class="rung-foot">
        <div class="checks" role="group" aria-label="Người nhận bậc ${place + 1}">
          ${recipients.map((who) => checkField({ ...common(`to.${who}`), label: recipientWords[who] }))}
        </div>
        ${rungOutput(place, outlook, false)}
        <div class="buttons">
          ${place > 0 && moveButton('up', place, 'Lên')} ${place < count - 1 && moveButton('down', place, 'Xuống')}
          ${moveButton('remove', place, 'Bỏ')}
        </div>
      </div>
    </fieldset>
  </li>`;
}

const followOptions = [
  ['', 'hạn gửi báo cáo'],
  ['correction', 'hạn bổ sung'],
] as const;

const moveButton = (verb: string, place: number, words: string): Html =>
  html`<button class="secondary small" type="submit" name="do" value="${verb}:${place}">
    ${words}<span class="unseen"> bậc ${place + 1}</span>
  </button>`;

/** Where a rung falls in the next cycle, and what is wrong with it there; brought anew while its fields are typed. */
export function rungOutput(place: number, outlook: RegimeOutlook | undefined, fresh: boolean): Html {
  const dated = outlook?.rungs[place];
  const wrong = outlook?.defects.filter(({ where }) => where === `ladder.${dated?.rung.rung}`) ?? [];
  return html`<output id="at-${place}" class="at" ${fresh && raw('hx-swap-oob="true"')}>
    ${dated ? fallWords(dated.rung.follows, dated.falls) : html`<span class="blank">chưa tính được</span>`}
    ${wrong.map((defect) => html`<span class="note">${defectWords(defect).what}</span>`)}
  </output>`;
}
