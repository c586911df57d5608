import { html } from 'hono/html';
import { momentWords, weekdayWords } from '../../domain/words.ts';
import { isBefore } from '../../domain/zone.ts';
import { owesNothing } from '../../domain/obligation.ts';
import type { Board, BoardStep } from '../../office/read-board.ts';
import type { Html } from '../html.ts';
import { rungWords } from '../words.ts';

/** One line: what the engine does next and for how many, and how long there is until the report goes up. */
export function nextSteps(board: Board, daysLeft: number): Html {
  const next =
    board.steps.find((step) => !step.takenAt && !isBefore(step.at, board.asOf)) ??
    board.steps.find((step) => !step.takenAt);
  return html`<p class="next">
    ${
      next
        ? html`<span><strong>Bước kế tiếp:</strong> ${rungWords(next.kind, next.rung)}${affected(board, next)}, lúc ${momentWords(next.at)}.</span>`
        : html`<span><strong>Kỳ báo cáo đã qua mọi bước.</strong></span>`
    }
    <span>
      <strong>Hạn gửi Bộ KH&amp;CN, Thủ tướng:</strong> ${weekdayWords(board.cycle.sendUp)}
      (${daysLeft >= 0 ? `còn ${daysLeft} ngày làm việc` : `đã qua ${-daysLeft} ngày làm việc`}).
    </span>
  </p>`;
}

function affected({ lines }: Board, { due }: BoardStep): string {
  if (!due) return '';
  const owing = lines.filter((line) => line.due.equals(due) && !owesNothing(line.state)).length;
  return ` tới ${owing} cơ quan chưa gửi`;
}
