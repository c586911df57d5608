import { html } from 'hono/html';
import { changePercent, figuresOfReport } from '../../domain/figures.ts';
import type { Figures } from '../../domain/figures.ts';
import type { Indicator, IndicatorAnswer, SubmittedReport } from '../../domain/form.ts';
import { figureWords } from '../../domain/words.ts';
import type { SubmissionView } from '../../office/read-submission.ts';
import type { Html } from '../html.ts';
import { numberWords } from '../words.ts';
import { plainState } from './states.ts';

/** A column of the table: a report, and its figures with the reckoned ones. */
interface Column {
  name: string;
  content: SubmittedReport;
  figures: Figures;
}

/** The figures of a version with last year's, their change, the version before, and what the agency says of leaps. */
export function indicatorsBeside(indicators: readonly Indicator[], view: SubmissionView): Html {
  const { form, content, previous, lastYear } = view;
  const now: Column = { name: 'Bản này', content, figures: figuresOfReport(form, content.indicators ?? {}) };
  const before: Column | undefined = previous && {
    name: `Bản ${previous.version}`,
    content: previous.content,
    figures: figuresOfReport(form, previous.content.indicators ?? {}),
  };
  const past: Column | undefined = lastYear && {
    name: `Năm ${lastYear.year}`,
    content: lastYear.content,
    figures: figuresOfReport(lastYear.form, lastYear.content.indicators ?? {}),
  };
  const columns = [now, before, past].filter((column) => column !== undefined);
  const given = indicators.filter((indicator) => columns.some((column) => cellWords(indicator, column)));
  if (given.length === 0) return html`<p class="blank">Không có số liệu nào.</p>`;
  const left = indicators.length - given.length;
  return html`<table class="indicators">
      <caption class="unseen">
        Số liệu theo chỉ tiêu
      </caption>
      <thead>
        <tr>
          <th scope="col">Chỉ tiêu</th>
          ${columns.map(({ name }) => html`<th scope="col" class="number">${name}</th>`)}
          ${past && html`<th scope="col" class="number">Thay đổi</th>`}
        </tr>
      </thead>
      <tbody>
        ${given.map((indicator) => row(indicator, { now, before, past }, view))}
      </tbody>
    </table>
    ${left > 0 && html`<p class="note">${left} chỉ tiêu khác không có số liệu ở cả các bản này.</p>`}`;
}

function row(
  indicator: Indicator,
  { now, before, past }: { now: Column; before: Column | undefined; past: Column | undefined },
  { content, unlike }: SubmissionView,
): Html {
  const { code, name, unit, formula, compare } = indicator;
  const field = `indicators.${code}`;
  const leap = unlike.find((each) => each.field === field);
  const explanation = content.explanations?.[field]?.trim();
  const corrected = before && cellWords(indicator, before) !== cellWords(indicator, now);
  return html`<tr>
    <th scope="row">
      <span class="code">${code}</span> ${name}${unit && `, ${unit}`}
      ${formula && html`<small>tính từ chỉ tiêu khác</small>`}
      ${content.carried?.includes(field) && html`<small>lấy từ năm trước, chưa sửa</small>`}
      ${leap && html`<small>${plainState('warn', 'alert', `Thay đổi quá ${numberWords(compare ?? 0)} %`)}</small>`}
      ${explanation && html`<small>Giải thích: ${explanation}</small>`}
      ${leap && !explanation && html`<small>Chưa giải thích.</small>`}
    </th>
    ${cell(indicator, now, corrected)} ${before && cell(indicator, before)} ${past && cell(indicator, past)}
    ${past && html`<td class="number">${named('Thay đổi')}${changeWords(past.figures.get(code), now.figures.get(code))}</td>`}
  </tr>`;
}

const cell = (indicator: Indicator, column: Column, corrected?: boolean): Html =>
  html`<td class="number">
    ${named(column.name)}${cellWords(indicator, column) || '–'} ${corrected && html`<small>${plainState('info', 'pen', 'đã sửa')}</small>`}
  </td>`;

/** The column's name in the cell, where the head of the table is not seen. */
export const named = (name: string): Html => html`<span class="cell-name" aria-hidden="true">${name}: </span>`;

function cellWords({ code, formula }: Indicator, { content, figures }: Column): string {
  const answer: IndicatorAnswer | undefined = formula ? undefined : content.indicators?.[code];
  if (typeof answer?.value === 'boolean') return answer.value ? 'Có' : 'Không';
  if (typeof answer?.value === 'string') return answer.value;
  const figure = figures.get(code);
  if (figure === undefined) return '';
  return `${figureWords(figure)}${answer?.estimated ? ' (ước)' : ''}`;
}

/** By how much a figure changed from last year's: `+12,5 %`. */
export function changeWords(before: number | undefined, now: number | undefined): string {
  if (before === undefined || now === undefined) return '–';
  const percent = changePercent(before, now);
  if (percent === 0) return '0 %';
  if (percent === Number.POSITIVE_INFINITY) return 'từ 0';
  return `${now > before ? '+' : '−'}${numberWords(percent)} %`;
}
