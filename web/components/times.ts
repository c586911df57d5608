import { html } from 'hono/html';
import { dayWords, stampWords } from '../../domain/words.ts';
import type { Html } from '../html.ts';

/** A day for table cells. */
export const shortTime = (day: Temporal.PlainDate): Html =>
  html`<time datetime="${day.toString()}">${dayWords(day)}</time>`;

/** An instant for tables and threads. */
export const stampTime = (at: Temporal.Instant): Html =>
  html`<time datetime="${at.toString()}">${stampWords(at)}</time>`;
