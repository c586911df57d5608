import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { letterName, linePath, outcome, whyOf } from './letter-card.ts';
import type { LedgerLine } from './letter-card.ts';
import { letterState } from './states.ts';

/** What stands in the ledger for a day, line by line; `aside` says more of a line. */
export const dayLines = (lines: readonly LedgerLine[], aside: (line: LedgerLine) => Html = () => html``): Html =>
  html`<section aria-labelledby="lines-title">
    <h2 id="lines-title">Trong sổ thư ngày này</h2>
    ${
      lines.length > 0
        ? lines.map((line) => lineCard(line, aside(line)))
        : html`<p class="nothing">Không có lượt thư nào.</p>`
    }
  </section>`;

const lineCard = (line: LedgerLine, aside: Html): Html =>
  html`<article class="card">
    <p class="what"><a href="${linePath(line.slot)}">${letterName(line)}</a> ${letterState(line.state)} ${aside}</p>
    ${outcome(line)} ${whyOf(line)}
  </article>`;
