import { html } from 'hono/html';
import type { Html } from '../html.ts';

/** A text as it was typed, by its lines. */
export const prose = (text: string): Html =>
  text.trim()
    ? html`<div class="prose">${text
        .trim()
        .split(/\n+/)
        .map((line) => html`<p>${line}</p>`)}</div>`
    : html`<p class="blank">Không có nội dung.</p>`;
