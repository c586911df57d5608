import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { numberWords } from '../words.ts';

/** Which part of a list is shown, with the ways to the others. */
export function pager({
  number,
  total,
  length,
  href,
}: {
  number: number;
  total: number;
  length: number;
  href: (page: number) => string;
}): Html {
  const last = Math.max(1, Math.ceil(total / length));
  const from = Math.min(total, (number - 1) * length + 1);
  return html`<nav class="pager" aria-label="Trang">
    <span>${numberWords(from)}–${numberWords(Math.min(total, number * length))} trong ${numberWords(total)}</span>
    ${number > 1 && html`<a href="${href(number - 1)}" rel="prev">‹ Trang trước</a>`}
    ${number < last && html`<a href="${href(number + 1)}" rel="next">Trang sau ›</a>`}
  </nav>`;
}
