import { html, raw } from 'hono/html';
import { unlikeLastYear } from '../../domain/check-report.ts';
import type { Unlike } from '../../domain/check-report.ts';
import { figureWords } from '../../domain/figure-text.ts';
import { figuresOfReport } from '../../domain/figures.ts';
import type { Figures } from '../../domain/figures.ts';
import { isAskedOf } from '../../domain/form.ts';
import type { FormSection, Indicator } from '../../domain/form.ts';
import type { Html } from '../html.ts';
import { areaField } from './field.ts';
import { fieldId } from './notice.ts';
import { carriedMark, carryButton, offeredIn } from './room-carry.ts';
import type { Offered } from './room-carry.ts';
import { answerWords, besideOther } from './room-conflict.ts';
import type { RoomForm } from './room-report.ts';

/** What the table's rows are drawn from. */
interface Table {
  view: RoomForm;
  now: Figures;
  before: Figures;
  unlike: ReadonlyMap<string, Unlike>;
  offered: Offered | undefined;
}

/** A section of figures: each beside last year's, those that the form reckons by themselves, a word where they differ. */
export function figurePart({ code, title, hint, indicators = [] }: FormSection, view: RoomForm): Html {
  const { room, content, path } = view;
  const table: Table = {
    view,
    now: figuresOfReport(room.form, content.indicators ?? {}),
    before: room.lastYear
      ? figuresOfReport(room.lastYear.form, room.lastYear.content.indicators ?? {})
      : new Map<string, number>(),
    unlike: new Map(unlikeLastYear(room, content).map((each) => [each.field, each])),
    offered: offeredIn(room, path),
  };
  return html`<section class="part" aria-labelledby="part-${code}" data-part="${code}">
    <h2 id="part-${code}">${code}. ${title}</h2>
    <p class="hint">${hint} Số ghi theo cách của Việt Nam: 1.234,5.</p>
    <table class="figures-table">
      <caption class="unseen">
        ${title}
      </caption>
      <thead>
        <tr>
          <th scope="col">Chỉ tiêu</th>
          <th scope="col">Đơn vị</th>
          <th scope="col" class="number">${table.offered ? `Năm ${table.offered.year}` : 'Năm trước'}</th>
          <th scope="col">Năm nay</th>
        </tr>
      </thead>
      <tbody>
        ${indicators.filter((each) => isAskedOf(each, room.agency.kind)).map((each) => html`${row(each, table)}${explanation(each, table)}`)}
      </tbody>
    </table>
  </section>`;
}

function row(indicator: Indicator, table: Table): Html {
  const { code, name, unit, required, source, formula } = indicator;
  const place = `indicators.${code}`;
  return html`<tr>
    <th scope="row">
      <span class="code">${code}</span>
      <span id="name-${code}">${name}${required && html` <span class="must" aria-hidden="true">*</span>`}</span>
      <details class="source">
        <summary>Nguồn<span class="unseen"> của chỉ tiêu ${code}</span></summary>
        ${source}
      </details>
    </th>
    <td class="unit">${unit}</td>
    <td class="number before-figure">${lastFigure(indicator, table)}</td>
    <td class="figure">
      ${formula ? reckoned(code, table) : besideOther(place, table.view.conflicts, html`${control(indicator, table)}${carriedMark(place, table.view.content)}`)}
    </td>
  </tr>`;
}

function lastFigure({ code, formula }: Indicator, { view, before, offered }: Table): Html {
  const given = view.room.lastYear?.content.indicators?.[code]?.value;
  const shown = before.has(code) && typeof given !== 'boolean' ? before.get(code) : given;
  if (shown === undefined) return html`<span class="blank">–</span>`;
  const place = `indicators.${code}`;
  const takes = offered && !formula && offered.content.indicators?.[code] && !view.typed[place];
  return html`<span><span class="of-year">Năm ${view.room.lastYear?.year}: </span>${answerWords(shown)}</span>
    ${takes && carryButton(place, offered, html`Lấy<span class="unseen"> số năm ${offered.year} cho chỉ tiêu ${code}</span>`)}`;
}

const reckoned = (code: string, { now }: Table): Html =>
  html`<output id="${fieldId('report', `indicators.${code}`)}" data-reckoned="${code}" aria-labelledby="name-${code}" tabindex="-1">${now.has(code) ? figureWords(now.get(code) ?? 0) : '–'}</output>
    <small>tự tính</small>`;

function control({ code, type, unit }: Indicator, { view }: Table): Html {
  const { typed, failure } = view;
  const name = `indicators.${code}`;
  const problem = failure?.form === 'report' ? failure.problems.find(({ field }) => field === name) : undefined;
  const id = fieldId('report', name);
  const told = html`id="${id}" name="${name}" aria-labelledby="name-${code}" ${problem && raw('aria-invalid="true"')} ${problem && html`aria-describedby="${id}.error"`}`;
  const value = typed[name] ?? '';
  const numeric = type !== 'yes_no' && type !== 'text';
  return html`${
    type === 'yes_no'
      ? html`<select ${told}>
          ${(
            [
              ['', 'Chưa chọn'],
              ['yes', 'Có'],
              ['no', 'Không'],
            ] as const
          ).map(
            ([each, words]) => html`<option value="${each}" ${each === value && raw('selected')}>${words}</option>`,
          )}
        </select>`
      : html`<input type="text" ${told} value="${value}" autocomplete="off" placeholder=" " ${numeric && html`inputmode="${type === 'integer' ? 'numeric' : 'decimal'}" class="number" data-unit="${unit}"`} />`
  }
  ${
    numeric &&
    html`<label class="check" for="report.estimated.${code}"
      ><input type="checkbox" id="report.estimated.${code}" name="estimated.${code}" ${typed[`estimated.${code}`] && raw('checked')} />Ước<span class="unseen"> (chỉ tiêu ${code})</span></label
    >`
  }
  ${problem && html`<small class="error" id="${id}.error">${problem.message}</small>`}`;
}

/** Where a person says in a sentence why a figure is unlike last year's; shown once it is, or when something stands in it. */
function explanation({ code, compare }: Indicator, { view, before, unlike }: Table): Html {
  if (compare === undefined || !before.has(code)) return html``;
  const place = `indicators.${code}`;
  const name = `explanations.${place}`;
  const [differs, value] = [unlike.get(place), view.typed[name]];
  return html`<tr class="explain" data-explain="${code}" ${!differs && !value && raw('hidden')}>
    <td colspan="4">
      ${besideOther(
        name,
        view.conflicts,
        areaField({
          form: 'report',
          name,
          label: html`Giải thích<span class="unseen"> chỉ tiêu ${code}</span>`,
          hint: html`Khác nhiều so với năm trước (${figureWords(before.get(code) ?? 0)}): đề nghị nêu lý do bằng một câu, gửi kèm đến người thẩm tra.`,
          value,
          rows: 2,
          failure: view.failure,
        }),
      )}
    </td>
  </tr>`;
}
