import { html } from 'hono/html';
import type { Aggregate } from '../../domain/aggregate.ts';
import type { CompiledIndicator } from '../../domain/compiled-figures.ts';
import { figureWords } from '../../domain/figure-text.ts';
import type { Html } from '../html.ts';
import { changeWords, named } from './indicators-beside.ts';

/** The province's figures: over how many agencies each runs, and beside last year's, both over all and over those of both years. */
export function runIndicators(indicators: readonly CompiledIndicator[], year: number): Html {
  const given = indicators.filter(({ aggregate, lastYear }) => aggregate.over > 0 || (lastYear?.all.over ?? 0) > 0);
  const compared = given.some(({ lastYear }) => lastYear);
  const blank = indicators.length - given.length;
  return html`<section>
    <h2>Số liệu tổng hợp</h2>
    ${
      given.length > 0 &&
      html`<table class="indicators run-table">
        <caption class="unseen">
          Số liệu tổng hợp theo chỉ tiêu
        </caption>
        <thead>
          <tr>
            <th scope="col">Chỉ tiêu</th>
            <th scope="col" class="number">Năm ${year}</th>
            ${compared && html`<th scope="col" class="number">Năm ${year - 1}, mọi cơ quan</th><th scope="col" class="number">Cơ quan có số ở cả hai năm</th>`}
          </tr>
        </thead>
        <tbody>
          ${given.map((each) => row(each, year, compared))}
        </tbody>
      </table>`
    }
    ${blank > 0 && html`<p class="note">${blank} chỉ tiêu${given.length > 0 && ' khác'} chưa cơ quan nào có số liệu.</p>`}
  </section>`;
}

function row(
  { code, name, unit, aggregate, asked, lastYear }: CompiledIndicator,
  year: number,
  compared: boolean,
): Html {
  const both = lastYear?.inBoth;
  return html`<tr>
    <th scope="row"><span class="code">${code}</span> ${name}${unit && `, ${unit}`}</th>
    <td class="number">
      ${named(`Năm ${year}`)}${valueOf(aggregate)}
      <small>${aggregate.over}/${asked} cơ quan${aggregate.estimated > 0 && `, ${aggregate.estimated} số ước`}${aggregate.lopsided > 0 && `, ${aggregate.lopsided} thiếu một phần`}</small>
    </td>
    ${
      compared &&
      html`<td class="number">
          ${named(`Năm ${year - 1}`)}${lastYear ? valueOf(lastYear.all) : '–'} ${lastYear && html`<small>${lastYear.all.over} cơ quan</small>`}
        </td>
        <td class="number">
          ${named('Cùng cơ quan')}${
            both && both.now.over > 0
              ? html`${valueOf(both.before)} → ${valueOf(both.now)}
                <small>${changeWords(both.before.value, both.now.value)}, ${both.now.over} cơ quan${both.before.over !== both.now.over && ` (năm trước ${both.before.over})`}</small>`
              : '–'
          }
        </td>`
    }
  </tr>`;
}

const valueOf = ({ value }: Aggregate): string => (value === undefined ? '–' : figureWords(value));
