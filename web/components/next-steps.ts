import { html } from 'hono/html';
import { owesNothing } from '../../domain/obligation.ts';
import { shortReceivers } from '../../domain/receivers.ts';
import { momentWords, weekdayWords } from '../../domain/words.ts';
import { isBefore } from '../../domain/zone.ts';
import type { Board } from '../../office/read-board.ts';
import type { BoardStep } from '../../office/read-board-steps.ts';
import type { Html } from '../html.ts';
import { rungWords } from '../words.ts';

/** What the engine does next and for how many, and how long there is until the report goes up. */
export function nextSteps(board: Board, daysLeft: number): Html {
  const ahead = board.steps.filter((step) => !step.takenAt && !isBefore(step.at, board.asOf));
  const [first] = ahead;
  const next = ahead.filter(({ at }) => first && at.equals(first.at));
  return html`<p class="next">
    ${
      first
        ? html`<span
          ><strong>Bước kế tiếp:</strong> ${next.map((step) => stepWords(step, board)).join('; ')}, lúc
          ${momentWords(first.at)}.</span
        >`
        : html`<span><strong>Kỳ báo cáo đã qua mọi bước.</strong></span>`
    }
    <span>
      <strong>Hạn gửi ${board.receiverDates.length > 0 ? 'cấp trên' : board.receivers}:</strong> ${sendUpWords(board, daysLeft)}.
    </span>
    <span><a href="/cycles/${board.cycle.id}/brief">Tóm tắt một trang</a></span>
    <span><a href="/cycles/${board.cycle.id}/staff-letters">Vì sao tôi có thư, không có thư?</a></span>
  </p>`;
}

/** The date of sending up; each receiver's own where they have one, with those that have been sent it. */
function sendUpWords({ receiverDates, cycle }: Board, daysLeft: number): string {
  if (receiverDates.length === 0) {
    const days = daysLeft >= 0 ? `còn ${daysLeft} ngày làm việc` : `đã qua ${-daysLeft} ngày làm việc`;
    return `${weekdayWords(cycle.sendUp)} (${days})`;
  }
  return receiverDates
    .map(({ receiver, due, sent }) => `${shortReceivers([receiver])} ${weekdayWords(due)}${sent ? ', đã gửi' : ''}`)
    .join('; ');
}

function stepWords({ kind, rung, due }: BoardStep, { lines }: Board): string {
  const words = rungWords(kind, rung);
  if (!due) return words;
  const owing = lines.filter((line) => line.due.equals(due) && !owesNothing(line.state)).length;
  return `${words} tới ${owing} cơ quan chưa gửi`;
}
