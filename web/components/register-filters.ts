import { html, raw } from 'hono/html';
import type { RegisterFilter } from '../../office/read-register.ts';
import type { Html } from '../html.ts';

/** The two registers: letters out, letters in. */
export const registerTabs = (here: 'out' | 'in'): Html =>
  html`<nav class="choices" aria-label="Sổ công văn">
    <ul>
      <li><a href="/letters" ${here === 'out' && raw('aria-current="true"')}>Công văn đi</a></li>
      <li><a href="/letters/incoming" ${here === 'in' && raw('aria-current="true"')}>Công văn đến</a></li>
    </ul>
  </nav>`;

type Choice = readonly [name: 'kind' | 'state', label: string, words: Readonly<Record<string, string>>];

/** What of a register is shown; it lives in the address. */
export const registerFilters = (path: string, filter: RegisterFilter, choices: readonly Choice[]): Html =>
  html`<search>
    <form class="filters" method="get" action="${path}">
      <label>Từ khóa, số<input type="search" name="words" value="${filter.words ?? ''}" /></label>
      <label>Năm<input type="text" name="year" value="${filter.year ?? ''}" inputmode="numeric" size="4" maxlength="4" /></label>
      ${choices.map(
        ([name, label, words]) =>
          html`<label
            >${label}<select name="${name}">
              <option value="">Tất cả</option>
              ${Object.entries(words).map(
                ([value, text]) =>
                  html`<option value="${value}" ${filter[name] === value && raw('selected')}>${text}</option>`,
              )}
            </select></label
          >`,
      )}
      <button class="secondary" type="submit">Lọc</button>
      ${Object.values(filter).some(Boolean) && html`<a href="${path}">Bỏ lọc</a>`}
    </form>
  </search>`;
