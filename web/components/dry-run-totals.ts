import { html } from 'hono/html';
import type { DryRun } from '../../office/read-dry-run.ts';
import type { Html } from '../html.ts';
import { numberWords } from '../words.ts';

const monthWords = (month: string): string => `tháng ${Number(month.slice(5))}/${month.slice(0, 4)}`;

/** The figures of a dry run that are asked for first. */
export function dryFigures({ months, agencies, terms }: DryRun): Html {
  const letters = months.reduce((sum, each) => sum + each.letters, 0);
  const busiest = months.toSorted((a, b) => b.letters - a.letters)[0];
  const silent = agencies.filter(({ request, remind, urge }) => request + remind + urge === 0).length;
  const figure = (name: string, value: string, note: string, tone = '') =>
    html`<div class="${tone}">
      <dt>${name}</dt>
      <dd>${value}<small>${note}</small></dd>
    </div>`;
  return html`<dl class="figures">
    ${figure('Thư tới các cơ quan', numberWords(letters), 'nếu không cơ quan nào báo cáo')}
    ${figure('Kỳ báo cáo', numberWords(terms.length), 'trong năm')}
    ${figure('Cơ quan nhận thư', numberWords(agencies.length - silent), 'cơ quan, địa phương')}
    ${figure('Tháng nhiều thư nhất', busiest ? numberWords(busiest.letters) : '0', busiest ? monthWords(busiest.month) : 'không có thư')}
    ${figure('Không gửi được', numberWords(silent), silent > 0 ? 'cơ quan chưa có người liên hệ' : 'mọi cơ quan có người liên hệ', silent > 0 ? 'bad' : '')}
  </dl>`;
}

/** How many letters leave in each month, and to each agency. */
export const dryTotals = ({ months, agencies }: DryRun): Html =>
  html`<section aria-labelledby="totals">
    <h2 id="totals">Tổng số thư</h2>
    <table class="month-totals">
      <caption class="unseen">
        Số thư theo tháng
      </caption>
      <thead>
        <tr>
          <th scope="col">Tháng</th>
          <th scope="col" class="number">Thư</th>
        </tr>
      </thead>
      <tbody>
        ${months.map(
          ({ month, letters }) =>
            html`<tr>
              <th scope="row">${monthWords(month)}</th>
              <td class="number">${numberWords(letters)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <details>
      <summary>Số thư theo từng cơ quan (${agencies.length})</summary>
      <table>
        <caption class="unseen">
          Số thư theo cơ quan
        </caption>
        <thead>
          <tr>
            <th scope="col">Cơ quan</th>
            <th scope="col" class="number">Đề nghị</th>
            <th scope="col" class="number">Nhắc</th>
            <th scope="col" class="number">Đôn đốc</th>
          </tr>
        </thead>
        <tbody>
          ${agencies.map(
            ({ agency, request, remind, urge }) =>
              html`<tr>
                <th scope="row">${agency.name}</th>
                <td class="number">${request}</td>
                <td class="number">${remind}</td>
                <td class="number">${urge}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>
  </section>`;
