import { html } from 'hono/html';
import type { FormContent } from '../../domain/form-defect.ts';
import type { Indicator } from '../../domain/form.ts';
import {
  aggregationWords,
  askedOfWords,
  boundWords,
  formulaWords,
  indicatorTypeWords,
} from '../../domain/form-words.ts';
import { figureWords } from '../../domain/words.ts';
import type { Html } from '../html.ts';

/** Every indicator with how it is answered, checked and aggregated: what the focal agency works by. */
export const indicatorTable = ({ sections }: FormContent): Html =>
  html`${sections
    .filter(({ indicators = [] }) => indicators.length > 0)
    .map(
      ({ code, title, indicators = [] }) =>
        html`<table class="stacked">
          <caption>
            ${code}. ${title}: ${indicators.length} chỉ tiêu
          </caption>
          <thead>
            <tr>
              <th scope="col">Chỉ tiêu</th>
              <th scope="col">Đơn vị, kiểu</th>
              <th scope="col">Tổng hợp toàn tỉnh</th>
              <th scope="col">Kiểm tra</th>
              <th scope="col">Hỏi cơ quan</th>
            </tr>
          </thead>
          <tbody>
            ${indicators.map(indicatorRow)}
          </tbody>
        </table>`,
    )}`;

const indicatorRow = (indicator: Indicator): Html =>
  html`<tr>
    <th scope="row"><span class="code">${indicator.code}</span> ${indicator.name}<small>${indicator.source}</small></th>
    <td>${indicator.unit}<small>${indicatorTypeWords[indicator.type]}</small></td>
    <td>
      ${aggregationWords[indicator.aggregation]}${indicator.weight && ` theo ${indicator.weight}`}
      ${indicator.formula && html`<small>${formulaWords(indicator.formula)}</small>`}
    </td>
    <td>${checkWords(indicator)}</td>
    <td>${indicator.askedOf ? askedOfWords[indicator.askedOf] : 'mọi cơ quan'}</td>
  </tr>`;

const checkWords = (indicator: Indicator): string =>
  [
    indicator.required ? 'bắt buộc' : '',
    boundWords(indicator),
    indicator.compare === undefined ? '' : `đổi quá ${figureWords(indicator.compare)} % thì giải thích`,
  ]
    .filter(Boolean)
    .join('; ');
