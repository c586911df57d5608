import { html } from 'hono/html';
import { termWords } from '../../domain/term.ts';
import { momentWords } from '../../domain/words.ts';
import type { DryRun } from '../../office/read-dry-run.ts';
import type { Html } from '../html.ts';
import { rungWords } from '../words.ts';
import { icon } from './icons.ts';

/** What may still change or will not work: supposed holidays, terms beyond the calendar, agencies nobody can be written to at. */
export function dryWarnings({ terms, beyond, agencies, facts: { regime, calendar } }: DryRun): Html {
  const supposed = terms.flatMap(({ term, steps }) =>
    steps
      .filter(({ provisional }) => provisional)
      .map(
        ({ kind, rung, at }) => `${rungWords(kind, rung)} (${termWords(term, regime.frequency)}), ${momentWords(at)}`,
      ),
  );
  const silent = agencies.filter(({ request, remind, urge }) => request + remind + urge === 0);
  const warnings = [
    beyond.length > 0 &&
      html`<p>
        <strong>Lịch làm việc “${calendar.version}” chưa có:</strong> ${beyond.map((term) => termWords(term, regime.frequency)).join(', ')}.
        Nhập lịch mới để chạy thử các kỳ này.
      </p>`,
    supposed.length > 0 &&
      html`<details>
        <summary>${supposed.length} bước rơi vào năm mà lịch nghỉ còn tạm tính; có thể dời khi có thông báo chính thức</summary>
        <ul>
          ${supposed.map((words) => html`<li>${words}</li>`)}
        </ul>
      </details>`,
    silent.length > 0 &&
      html`<p>
        <strong>${silent.length} cơ quan chưa có người liên hệ:</strong> ${silent.map(({ agency }) => agency.name).join(', ')}.
      </p>`,
  ].filter((each) => each !== false);
  return html`${warnings.map((each) => html`<div class="message warn" role="status">${icon('alert')}<div>${each}</div></div>`)}`;
}
