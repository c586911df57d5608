import { html } from 'hono/html';
import type { Selectable } from 'kysely';
import { stampWords } from '../../domain/words.ts';
import type { BounceLine } from '../../store/bounces.ts';
import type { Tables } from '../../store/schema.ts';
import type { Html } from '../html.ts';
import { letterWords, reasonWords, rungWords } from '../words.ts';
import { bounceNotes } from './bounce-notes.ts';
import { letterState } from './states.ts';

export type LedgerLine = Selectable<Tables['notification']>;

/** A letter's name in words: `Đôn đốc lần 1`, `Xác nhận tiếp nhận`. */
export function letterName({ kind, rung }: Pick<LedgerLine, 'kind' | 'rung'>): string {
  return rung && (kind === 'remind' || kind === 'urge') ? rungWords(kind, rung) : letterWords[kind];
}

/** A letter with its outcome, its reason, and what may be done with it. */
export const letterCard = (line: LedgerLine, resend: Html | false, bounces: readonly BounceLine[] = []): Html =>
  html`<p class="what">${letterName(line)} ${letterState(line.state)}</p>
    ${line.subject && html`<p>${line.subject}</p>`} ${outcome(line)} ${bounceNotes(bounces)}
    <details>
      <summary>Vì sao có thư này?</summary>
      ${whyOf(line)} ${resend}
    </details>`;

/** What became of a letter that did not simply leave. */
export function outcome({ state, reason, caught_up_days, unacknowledged, attempts, reply }: LedgerLine): Html {
  const notes = [
    reason && `${state === 'overtaken' ? '' : 'Lý do: '}${reasonWords(reason)}`,
    caught_up_days > 0 && `gửi bù sau ${caught_up_days} ngày`,
    unacknowledged > 0 && `có thể đến hai lần (máy chủ thư không trả lời ${unacknowledged} lần; cùng một mã thư)`,
    state === 'planned' &&
      attempts > 0 &&
      `máy chủ thư tạm chưa nhận (${reply ?? ''}); đã thử ${attempts} lần, sẽ thử lại`,
  ].filter(Boolean);
  return html`${notes.length > 0 && html`<p class="note">${notes.join('; ')}.</p>`}`;
}

/** Why a letter comes, to whom, and what the mail server said. */
export const whyOf = (line: LedgerLine): Html =>
  html`<dl class="pairs">
    <dt>Lý do</dt>
    <dd>${line.why}</dd>
    <dt>Người nhận</dt>
    <dd>
      ${
        line.recipients.length > 0
          ? line.recipients.map(({ name, email }) => html`${name} &lt;${email}&gt;<br />`)
          : 'chưa có người liên hệ'
      }
    </dd>
    <dt>Dự kiến</dt>
    <dd>${stampWords(line.planned_at)}</dd>
    ${line.settled_at && html`<dt>Kết thúc</dt><dd>${stampWords(line.settled_at)}</dd>`}
    <dt>Số lần thử</dt>
    <dd>${line.attempts}</dd>
    ${line.reply && html`<dt>Máy chủ thư trả lời</dt><dd><code>${line.reply}</code></dd>`}
    <dt>Mã lượt thư</dt>
    <dd><code>${line.slot}</code></dd>
  </dl>`;

/** Whether a person may have a letter sent again. */
export const isResendable = ({ kind, state }: LedgerLine): boolean =>
  kind !== 'step-failed' && (state === 'sent' || state === 'failed' || state === 'bounced');
