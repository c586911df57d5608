import { html } from 'hono/html';
import type { CompiledReport } from '../../domain/compilation.ts';
import type { Html } from '../html.ts';
import { placeName, synthesisPath } from './place-state.ts';

/** What officers did to the words of a run: paragraphs to look at again, and what was left out, with the reasons. */
export function runEditing({ staleSyntheses = [], excluded = [] }: CompiledReport, cycle: string): Html | false {
  if (staleSyntheses.length + excluded.length === 0) return false;
  return html`<section class="card">
    <h2>Biên tập nội dung</h2>
    ${
      staleSyntheses.length > 0 &&
      html`<p>${staleSyntheses.length} đoạn tổng hợp được dùng dù nguồn đã thay đổi sau khi viết:</p>
        <ul>
          ${staleSyntheses.map((each) => html`<li><a href="${synthesisPath(cycle, each.place)}">${placeName(each)}</a></li>`)}
        </ul>`
    }
    ${
      excluded.length > 0 &&
      html`<details>
        <summary>${excluded.length} nguồn không đưa vào</summary>
        <ul>
          ${excluded.map(
            ({ agency, place, reason }) =>
              html`<li>${agency}, ${place === undefined ? 'cả báo cáo' : html`<a href="${synthesisPath(cycle, place)}">mục ${place}</a>`}: ${reason}</li>`,
          )}
        </ul>
      </details>`
    }
  </section>`;
}
