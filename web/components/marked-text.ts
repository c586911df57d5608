import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { textDifference } from '../text-difference.ts';
import type { Piece } from '../text-difference.ts';

/** A text with what was put in and left out since another one marked in it, for eyes by line and ground, for ears by words. */
export const markedText = (before: string, now: string): Html =>
  html`<div class="prose marked"><p>${textDifference(before, now).map(marked)}</p></div>`;

function marked({ kind, text }: Piece): Html {
  if (kind === 'added') return html`<ins>${said(' [thêm] ')}${text}${said(' [hết phần thêm] ')}</ins>`;
  if (kind === 'removed') return html`<del>${said(' [bỏ] ')}${text}${said(' [hết phần bỏ] ')}</del>`;
  return html`${text}`;
}

const said = (words: string): Html => html`<span class="unseen">${words}</span>`;
