import { html } from 'hono/html';
import { byDate, dayOf } from '../../domain/zone.ts';
import type { Board } from '../../office/read-board.ts';
import type { Html } from '../html.ts';
import { numberWords, shortDay } from '../words.ts';

const [width, height, left, right, top, bottom] = [520, 128, 30, 8, 16, 20];

/** How many agencies had reported by the end of each day, with the due date and today's line. */
export function curve({ cycle, figures, curve: days, asOf }: Board): Html {
  const expected = Math.max(1, figures.total - figures.excused);
  const today = dayOf(asOf);
  const from = earliest(cycle.due.subtract({ days: 28 }), days[0]?.day);
  const to = byDate(today, cycle.sendUp) > 0 ? (cycle.closedAt ? dayOf(cycle.closedAt) : today) : cycle.sendUp;
  const span = Math.max(1, from.until(to).days);
  const x = (day: Temporal.PlainDate) => left + (from.until(day).days / span) * (width - left - right);
  const y = (count: number) => height - bottom - (count / expected) * (height - top - bottom);
  const reached = days.at(-1)?.reported ?? 0;
  const until = byDate(today, to) < 0 ? today : to;
  const steps = days.map(({ day, reported }) => `H${x(day).toFixed(1)}V${y(reported).toFixed(1)}`).join('');
  const line = `M${left} ${y(0).toFixed(1)}${steps}H${Math.max(left, x(until)).toFixed(1)}`;
  return html`<figure class="curve">
    <figcaption>Số cơ quan đã gửi theo ngày</figcaption>
    <svg
      viewBox="0 0 ${width} ${height}"
      role="img"
      aria-label="Đến nay ${numberWords(reached)} trong ${numberWords(expected)} cơ quan đã gửi báo cáo."
    >
      ${[0, 0.5, 1].map(
        (
          part,
        ) => html`<line class="grid" x1="${left}" x2="${width - right}" y1="${y(expected * part)}" y2="${y(expected * part)}"></line>
          <text class="axis" x="${left - 5}" y="${y(expected * part) + 4}" text-anchor="end">${numberWords(Math.round(expected * part))}</text>`,
      )}
      <path class="area" d="${line}V${y(0).toFixed(1)}H${left}z"></path>
      <path class="line" d="${line}"></path>
      ${vertical('due', x(cycle.due), `Hạn ${shortDay(cycle.due)}`)}
      ${byDate(from, today) <= 0 && byDate(today, to) < 0 && vertical('today', x(today), '')}
      <text class="axis" x="${left}" y="${height - 4}">${shortDay(from)}</text>
      <text class="axis" x="${width - right}" y="${height - 4}" text-anchor="end">${shortDay(to)}</text>
    </svg>
  </figure>`;
}

const vertical = (kind: string, x: number, words: string): Html =>
  html`<line class="${kind}" x1="${x}" x2="${x}" y1="${top - 2}" y2="${height - bottom}"></line>
    <text class="axis ${kind}" x="${x - 4}" y="${top - 4}" text-anchor="middle">${words}</text>`;

const earliest = (a: Temporal.PlainDate, b: Temporal.PlainDate | undefined): Temporal.PlainDate =>
  b && byDate(b, a) < 0 ? b : a;
