import { html } from 'hono/html';
import type { Html } from '../html.ts';

/** Puts the paragraph beside it into the text; shown by the page's script, since without one it can do nothing. */
export const insertButton = (): Html =>
  html`<button type="button" class="secondary small" data-insert hidden>Chèn<span class="unseen"> đoạn này vào văn bản</span></button>`;
