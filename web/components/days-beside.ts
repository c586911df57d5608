import { html } from 'hono/html';
import { dayWords } from '../../domain/words.ts';
import type { Html } from '../html.ts';

/** The ways to the day before and the day after the one that is shown. */
export const daysBeside = (day: Temporal.PlainDate, href: (day: Temporal.PlainDate) => string): Html => {
  const [before, after] = [day.subtract({ days: 1 }), day.add({ days: 1 })];
  return html`<nav class="pager" aria-label="Ngày khác">
    <a href="${href(before)}" rel="prev">‹ ${dayWords(before)}</a>
    <a href="${href(after)}" rel="next">${dayWords(after)} ›</a>
  </nav>`;
};
