import { html } from 'hono/html';
import type { Brief, BriefCurve } from '../../domain/brief.ts';
import { reportedBy } from '../../domain/brief.ts';
import { dayOf } from '../../domain/zone.ts';
import type { Html } from '../html.ts';
import { numberWords } from '../words.ts';

const [width, height, left, right, top, bottom] = [520, 170, 34, 10, 16, 22];
/** Days from the due date at which the drawing begins and ends. */
const [first, last] = [-28, 14];

const x = (day: number): number => left + ((day - first) / (last - first)) * (width - left - right);
const y = (part: number): number => height - bottom - part * (height - top - bottom);

/** The share of agencies that had reported by each day around the due date, this year's over last year's. */
export function briefCurve({ curve: { now, before }, due, asOf, words, before: year }: Brief): Html {
  const today = Math.min(last, due.until(dayOf(asOf)).days);
  const label = `Đến nay ${numberWords(reportedBy(now, today))} trong ${numberWords(now.expected)} cơ quan đã gửi${before ? `; cùng thời điểm ${year?.words ?? 'kỳ trước'} có ${numberWords(reportedBy(before, today))} trong ${numberWords(before.expected)}` : ''}.`;
  return html`<figure class="curve brief-curve">
    <figcaption>Tỷ lệ cơ quan đã gửi theo ngày, tính từ hạn gửi</figcaption>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
      ${[0, 0.5, 1].map(
        (part) =>
          html`<line class="grid" x1="${left}" x2="${width - right}" y1="${y(part)}" y2="${y(part)}"></line>
            <text class="axis" x="${left - 5}" y="${y(part) + 4}" text-anchor="end">${part * 100}%</text>`,
      )}
      ${[-20, -10, 0, 10].map(
        (day) =>
          html`<text class="axis" x="${x(day)}" y="${height - 6}" text-anchor="middle">${day === 0 ? 'hạn gửi' : `${day > 0 ? '+' : '−'}${Math.abs(day)} ngày`}</text>`,
      )}
      <line class="due" x1="${x(0)}" x2="${x(0)}" y1="${top - 6}" y2="${height - bottom}"></line>
      ${before && html`<path class="line last-year" d="${lineOf(before, last)}"></path>`}
      <path class="line" d="${lineOf(now, today)}"></path>
    </svg>
    <p class="legend">
      <span class="this-year">${words}</span>${before && html` <span class="last-year">${year?.words ?? 'kỳ trước'}</span>`}
    </p>
  </figure>`;
}

/** Steps from the drawing's first day to a day. */
function lineOf(curve: BriefCurve, until: number): string {
  const share = (reported: number) => y(Math.min(1, reported / Math.max(1, curve.expected))).toFixed(1);
  const steps = curve.points
    .filter(({ day }) => day > first && day <= until)
    .map(({ day, reported }) => `H${x(day).toFixed(1)}V${share(reported)}`)
    .join('');
  return `M${left} ${share(reportedBy(curve, first))}${steps}H${x(Math.max(first, until)).toFixed(1)}`;
}
