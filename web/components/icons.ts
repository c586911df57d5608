import { html } from 'hono/html';
import type { Html } from '../html.ts';

const paths = {
  check: 'M3 8.5 6.5 12 13 4.5',
  clock: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 4.5V8l2.5 1.8',
  alert: 'M8 1.8 15 14H1zM8 6v4M8 11.6v.8',
  back: 'M6 3 2 7l4 4M2 7h7.5a4.2 4.2 0 0 1 0 6.5H7',
  later: 'M2 3h12v11H2zM2 6.5h12M5 1.5v3M11 1.5v3M8 8.5v4M6 10.5h4',
  late: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 4.5v4M8 10.6v.9',
  empty: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2',
  none: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2M4 12 12 4',
  mail: 'M1.5 3.5h13v9h-13zM1.5 4l6.5 5 6.5-5',
  file: 'M4 1.5h5.5L13 5v9.5H4zM9.5 1.5V5H13',
  cross: 'M4 4l8 8M12 4l-8 8',
  flag: 'M3.5 15V1.5M3.5 2.5h9l-2 3 2 3h-9',
  pen: 'M2 14l.8-3.4L11 2.4l2.6 2.6-8.2 8.2z',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing of 16 units; what it means stands beside it in words. */
export const icon = (name: IconName): Html =>
  html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><path d="${paths[name]}" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"></path></svg>`;
