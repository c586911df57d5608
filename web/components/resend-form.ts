import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import { momentWords } from '../../domain/words.ts';
import type { Html } from '../html.ts';
import type { LedgerLine } from './letter-card.ts';

/** Sending a letter again: to whom and when stands before the button. */
export const resendForm = (
  line: LedgerLine,
  { action, csrf, leavesAt, now }: { action: string; csrf: Html; leavesAt: Temporal.Instant; now: Temporal.Instant },
): Html =>
  html`<form method="post" action="${action}" class="inline">
    ${csrf}
    <input type="hidden" name="slot" value="${line.slot}" />
    <input type="hidden" name="attempt" value="${randomUUID()}" />
    <p>
      Thư được lập lại với số liệu mới nhất và gửi tới người liên hệ hiện nay,
      ${leavesAt.equals(now) ? 'ngay trong vài phút' : `vào lúc ${momentWords(leavesAt)} (ngoài giờ làm việc không gửi thư)`}.
    </p>
    <button class="secondary small" type="submit">Gửi lại thư này</button>
  </form>`;
