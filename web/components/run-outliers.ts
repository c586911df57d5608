import { html } from 'hono/html';
import { figureWords } from '../../domain/figure-text.ts';
import type { Outlier } from '../../domain/outliers.ts';
import type { CompilationView } from '../../office/read-compilation-view.ts';
import type { Html } from '../html.ts';
import { named } from './indicators-beside.ts';

/** Figures that stand out, with what they stand out from; for people to look at. */
export function runOutliers({ outliers, sources }: CompilationView): Html {
  if (outliers.length === 0) return html``;
  const submissions = new Map(sources.map(({ id, receipt_code }) => [receipt_code, id]));
  const table = html`<table class="run-table">
    <caption class="unseen">
      Số liệu khác thường
    </caption>
    <thead>
      <tr>
        <th scope="col">Cơ quan</th>
        <th scope="col">Chỉ tiêu</th>
        <th scope="col" class="number">Số báo cáo</th>
        <th scope="col">Khác với</th>
      </tr>
    </thead>
    <tbody>
      ${outliers.map((outlier) => row(outlier, submissions.get(outlier.receipt)))}
    </tbody>
  </table>`;
  return html`<section>
    <h2>Số liệu khác thường <span class="count">${outliers.length}</span></h2>
    <p class="note">
      Gấp hơn 3 lần hoặc chưa bằng 1/3 năm trước, hoặc lệch xa các cơ quan cùng loại. Hệ thống không sửa số liệu; đề nghị hỏi lại cơ quan nếu cần.
    </p>
    ${outliers.length > 8 ? html`<details><summary>Xem ${outliers.length} số liệu</summary>${table}</details>` : table}
  </section>`;
}

function row(
  { agency, indicator, name, unit, value, explanation, from }: Outlier,
  submission: string | undefined,
): Html {
  const words = from.kind === 'last_year' ? 'năm trước' : `trung vị của ${from.peers} cơ quan cùng loại`;
  return html`<tr>
    <th scope="row">${submission ? html`<a href="/submissions/${submission}">${agency}</a>` : agency}</th>
    <td><span class="code">${indicator}</span> ${name}${explanation && html`<small>Giải thích: ${explanation}</small>`}</td>
    <td class="number">${named('Số báo cáo')}${figureWords(value)} ${unit}</td>
    <td>${named('Khác với')}${words}: ${figureWords(from.value)}</td>
  </tr>`;
}
