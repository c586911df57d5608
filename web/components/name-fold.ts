import { html } from 'hono/html';
import type { Html } from '../html.ts';

/** Up to how many names stand in the open. */
const few = 4;

/** Names behind a line that says what they are and how many; a few of them stand beside it. */
export function nameFold(words: string, names: readonly (string | Html)[]): Html {
  if (names.length === 0) return html`<div>${words}.</div>`;
  if (names.length <= few) {
    return html`<div>${words}: ${names.map((name, place) => html`${place > 0 && ', '}${name}`)}.</div>`;
  }
  return html`<details>
    <summary>${words} <span class="count">${names.length}</span></summary>
    <ul class="plain-list scrolled" tabindex="0" aria-label="${words}">
      ${names.map((name) => html`<li>${name}</li>`)}
    </ul>
  </details>`;
}
