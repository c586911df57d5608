import { html } from 'hono/html';
import type { BounceCause } from '../../domain/bounce.ts';
import { causeWords } from '../../domain/bounce-words.ts';
import { momentWords } from '../../domain/words.ts';
import type { BounceReading } from '../../store/bounce-mailbox.ts';
import type { BounceLine } from '../../store/bounces.ts';
import type { Html } from '../html.ts';
import { shortMoment } from '../words.ts';
import { icon } from './icons.ts';
import { plainState } from './states.ts';

/** What came back of a letter, address by address, with the mail server's own words to unfold. */
export const bounceNotes = (bounces: readonly BounceLine[]): Html =>
  html`${
    bounces.length > 0 &&
    html`<ul class="bounces">
      ${bounces.map(
        ({ address, kind, cause, diagnostic, status, received_at }) =>
          html`<li>
            ${kind === 'hard' ? plainState('bad', 'back', 'Bị trả về') : plainState('warn', 'clock', 'Tạm chưa nhận')}
            <span>${address}: ${causeWords(cause)}</span>
            <small>${momentWords(received_at)}${(diagnostic || status) && html` <code>${diagnostic || status}</code>`}</small>
          </li>`,
      )}
    </ul>`
  }`;

/** The mark of a contact whose letters come back. */
export const bouncedContact = (bouncedAt: Temporal.Instant | undefined, reason: BounceCause | undefined): Html =>
  html`${
    bouncedAt &&
    html`<p class="mark">
      ${plainState('bad', 'back', 'Thư bị trả về')}
      <small>${causeWords(reason ?? 'unclear')}, ${momentWords(bouncedAt)}; thư gửi đến người liên hệ khác cho đến khi thay</small>
    </p>`
  }`;

/** How the mailbox of returned mail stands; nothing where none is read. */
export function bounceMailboxNote(reading: BounceReading | undefined, now: Temporal.Instant): Html {
  if (!reading) return html``;
  const { trouble, readAt, left } = reading;
  if (trouble) {
    return html`<div class="message warn" role="status">
      ${icon('alert')}
      <p>
        <strong>Chưa đọc được hộp thư trả về</strong>${readAt && ` từ ${shortMoment(readAt, now)}`}: <code>${trouble.replace(/\.$/, '')}</code>. Hệ
        thống vẫn thử lại mỗi phút; thư bị trả về sẽ được ghi nhận sau. Đề nghị báo người quản trị.
      </p>
    </div>`;
  }
  const people = left > 0 ? `; còn ${left} thư chưa đọc cần người xem` : '';
  return html`<p class="note">Hộp thư trả về: đọc lần cuối ${readAt && shortMoment(readAt, now)}${people}.</p>`;
}
