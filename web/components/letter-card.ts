import { html } from 'hono/html';
import type { Selectable } from 'kysely';
import { isPersonal } from '../../domain/letter.ts';
import { stampWords } from '../../domain/words.ts';
import type { BounceLine } from '../../store/bounces.ts';
import type { Tables } from '../../store/schema.ts';
import type { Html } from '../html.ts';
import { letterWords, notificationWords, reasonWords, rungWords } from '../words.ts';
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
    ${earlierTries(line)}
    ${line.reply && html`<dt>Máy chủ thư trả lời</dt><dd><code>${line.reply}</code></dd>`}
    <dt>Mã lượt thư</dt>
    <dd><a href="${linePath(line.slot)}"><code>${line.slot}</code></a></dd>
  </dl>`;

/** The tries that did not end a letter: why it came later than it was planned. */
const earlierTries = ({ earlier_tries: tries }: LedgerLine): Html =>
  html`${
    tries.length > 0 &&
    html`<dt>Các lần thử trước</dt>
      <dd>
        ${tries.map(({ at, reply }) => html`${stampWords(Temporal.Instant.from(at))}: ${reply ? html`<code>${reply}</code>` : 'máy chủ thư không trả lời'}<br />`)}
      </dd>`
  }`;

/** The page of a line; without a slot, its address. */
export const linePath = (slot?: string): string =>
  `/letters-ledger/line${slot === undefined ? '' : `?${new URLSearchParams({ slot })}`}`;

const factWords: Record<string, string> = { obligation: 'tình trạng báo cáo', state: 'tình trạng báo cáo', due: 'hạn' };

const seenWords: Record<string, string> = {
  open: 'chưa gửi',
  submitted: 'đã gửi',
  returned: 'trả lại, chưa bổ sung',
  accepted: 'đã chấp nhận',
  excused: 'không phải báo cáo',
};

/** What was looked at when a letter was taken for sending: why it was right to leave. */
const factsOf = ({ facts }: LedgerLine): string[] =>
  Object.entries(facts ?? {})
    .filter(([, value]) => value)
    .map(([name, value]) => `${factWords[name] ?? name}: ${seenWords[value] ?? value}`);

/** Everything that the ledger knows of a line. */
export function wholeLine(line: LedgerLine): Html {
  const stamp = (at: Temporal.Instant | null) => (at ? stampWords(at) : 'chưa');
  const seen = factsOf(line);
  return html`<dl class="pairs">
    <dt>Lý do</dt>
    <dd>${line.why}</dd>
    <dt>Người nhận</dt>
    <dd>
      ${
        line.recipients.length > 0
          ? line.recipients.map(
              ({ name, title, email }) => html`${name}${title && `, ${title}`} &lt;${email}&gt;<br />`,
            )
          : 'chưa có người liên hệ'
      }
    </dd>
    <dt>Dự kiến</dt>
    <dd>${stamp(line.planned_at)}</dd>
    <dt>Gửi sớm nhất lúc</dt>
    <dd>${stamp(line.not_before)}</dd>
    <dt>Lấy ra gửi lúc</dt>
    <dd>${stamp(line.claimed_at)}</dd>
    <dt>Sự việc xét lúc đó</dt>
    <dd>${seen.length > 0 ? seen.map((words) => html`${words}<br />`) : 'không có'}</dd>
    <dt>Kết quả</dt>
    <dd>${notificationWords[line.state]}${line.reason && `: ${reasonWords(line.reason)}`}</dd>
    <dt>Kết thúc lúc</dt>
    <dd>${stamp(line.settled_at)}</dd>
    <dt>Gửi bù</dt>
    <dd>${line.caught_up_days > 0 ? `sau ${line.caught_up_days} ngày` : 'không, đúng ngày'}</dd>
    <dt>Số lần thử</dt>
    <dd>${line.attempts}${line.unacknowledged > 0 && `, trong đó ${line.unacknowledged} lần máy chủ thư không trả lời`}</dd>
    ${earlierTries(line)}
    <dt>Máy chủ thư trả lời</dt>
    <dd>${line.reply ? html`<code>${line.reply}</code>` : 'chưa'}</dd>
    <dt>Mã thư (Message-ID)</dt>
    <dd>${line.message_id ? html`<code>${line.message_id}</code>` : 'chưa'}</dd>
    <dt>Mã lượt thư</dt>
    <dd><code>${line.slot}</code></dd>
    ${line.rung && html`<dt>Bậc</dt><dd><code>${line.rung}</code>${line.revision > 0 && `, theo hạn đã chuyển lần ${line.revision}`}</dd>`}
  </dl>`;
}

/** To whom a line without an agency goes: somebody of an agency by name, or the focal agency's people. */
export const readerWords = ({ kind, recipients }: LedgerLine): string =>
  isPersonal(kind) ? recipients.map(({ name }) => name).join(', ') : 'Sở Khoa học và Công nghệ';

/** Whether a person may have a letter sent again. */
export const isResendable = ({ kind, state }: LedgerLine): boolean =>
  kind !== 'step-failed' && !isPersonal(kind) && (state === 'sent' || state === 'failed' || state === 'bounced');
