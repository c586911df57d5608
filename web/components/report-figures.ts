import { html } from 'hono/html';
import type { AgencyKind } from '../../domain/agency.ts';
import { unlikeLastYear } from '../../domain/check-report.ts';
import { figureWords } from '../../domain/figure-text.ts';
import { figuresOfReport } from '../../domain/figures.ts';
import { isAskedOf } from '../../domain/form.ts';
import type { Form, Indicator, ReportContent } from '../../domain/form.ts';
import type { Html } from '../html.ts';
import { answerWords } from './room-conflict.ts';
import { plainState } from './states.ts';

/** A section of figures to be read. */
export interface ReportFigures {
  form: Form;
  content: ReportContent;
  /** The section's code. */
  section: string;
  kind: AgencyKind;
  lastYear?: { form: Form; content: ReportContent; year: number } | undefined;
}

/** A report's figures beside last year's, with what the agency says where they differ; estimated ones are named as such. */
export function reportFigures({ form, content, section, kind, lastYear }: ReportFigures): Html {
  const indicators = form.sections.find(({ code }) => code === section)?.indicators ?? [];
  const now = figuresOfReport(form, content.indicators ?? {});
  const before = lastYear && figuresOfReport(lastYear.form, lastYear.content.indicators ?? {});
  const unlike = new Set(unlikeLastYear({ form, lastYear }, content).map(({ field }) => field));
  return html`<table class="figures-table">
    <caption class="unseen">
      Số liệu, so với năm trước
    </caption>
    <thead>
      <tr>
        <th scope="col">Chỉ tiêu</th>
        <th scope="col">Đơn vị</th>
        <th scope="col" class="number">${lastYear ? `Năm ${lastYear.year}` : 'Năm trước'}</th>
        <th scope="col" class="number">Năm nay</th>
      </tr>
    </thead>
    <tbody>
      ${indicators
        .filter((each) => isAskedOf(each, kind))
        .map(
          (each) => html`<tr>
            <th scope="row">
              <span class="code">${each.code}</span> ${each.name}
              ${saidOf(each.code, content, unlike)}
            </th>
            <td class="unit">${each.unit}</td>
            <td class="number"><span class="of-year">Năm ${lastYear?.year ?? 'trước'}: </span>${figureOf(each, lastYear?.content, before)}</td>
            <td class="number">${figureOf(each, content, now)}${content.indicators?.[each.code]?.estimated && html` <small>ước</small>`}</td>
          </tr>`,
        )}
    </tbody>
  </table>`;
}

function saidOf(code: string, { explanations = {}, carried = [] }: ReportContent, unlike: ReadonlySet<string>): Html {
  const place = `indicators.${code}`;
  const words = explanations[place]?.trim();
  return html`${unlike.has(place) && html`<small>${plainState('warn', 'alert', 'Khác nhiều so với năm trước')}</small>`}
  ${words && html`<small class="said">Giải thích: ${words}</small>`}
  ${carried.includes(place) && html`<small>${plainState('warn', 'clock', 'Lấy từ năm trước, chưa sửa')}</small>`}`;
}

function figureOf(
  { code, formula }: Indicator,
  content: ReportContent | undefined,
  figures: ReadonlyMap<string, number> | undefined,
): string {
  const given = formula ? undefined : content?.indicators?.[code]?.value;
  const figure = figures?.get(code);
  return given !== undefined ? answerWords(given) : figure === undefined ? '–' : figureWords(figure);
}
