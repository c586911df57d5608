import { html } from 'hono/html';
import { carriable, placesOf } from '../../domain/carry-over.ts';
import type { ReportContent } from '../../domain/form.ts';
import type { Room } from '../../office/read-room.ts';
import type { Html } from '../html.ts';
import { taskWords } from '../words.ts';
import { icon } from './icons.ts';
import { prose } from './prose.ts';
import { plainState } from './states.ts';

/** What the parts of the form need to offer last year's. */
export interface Offered {
  year: number;
  content: ReportContent;
  path: string;
}

/** What last year's report offers; undefined when there was none. */
export const offeredIn = (room: Room, path: string): Offered | undefined =>
  room.lastYear && { year: room.lastYear.year, content: carriable(room), path };

/** Takes all of last year's over at once. */
export const carryAll = ({ year, content, path }: Offered): Html =>
  html`<div class="carry-all">
    <p>
      ${icon('file')} Năm ${year} cơ quan đã báo cáo. Lấy toàn bộ thì các ô còn trống được điền như năm ${year} và đánh dấu cho đến khi
      được sửa; ô đã nhập giữ nguyên.
    </p>
    <button class="secondary" type="submit" formaction="${path}/carry" name="carry" value="all">
      Lấy toàn bộ từ năm trước<span class="unseen"> (${placesOf(content).length} chỗ)</span>
    </button>
  </div>`;

/** Last year's words of a section, and the button that takes them. */
export function sectionBefore(code: string, offered: Offered | undefined): Html {
  const text = offered?.content.sections[code];
  if (!offered || !text) return html``;
  return html`<details class="last-year">
    <summary>Xem nội dung năm ${offered.year}</summary>
    <blockquote>${prose(text)}</blockquote>
    ${carryButton(`sections.${code}`, offered, html`Lấy nội dung năm ${offered.year}<span class="unseen"> cho phần ${code}</span>`)}
  </details>`;
}

/** Last year's result of a task, and the button that takes it while nothing is told. */
export function taskBefore(code: string, told: boolean, offered: Offered | undefined): Html {
  const task = offered?.content.tasks[code];
  if (!offered || !task) return html``;
  return html`<details class="last-year">
    <summary>Xem kết quả năm ${offered.year}<span class="unseen"> của nhiệm vụ ${code}</span></summary>
    <blockquote><p>${taskWords[task.state]}, ${task.percent} %</p>${task.result && prose(task.result)}</blockquote>
    ${!told && carryButton(`tasks.${code}`, offered, html`Lấy kết quả năm ${offered.year}<span class="unseen"> cho nhiệm vụ ${code}</span>`)}
  </details>`;
}

export const carryButton = (place: string, { path }: Offered, words: Html): Html =>
  html`<button class="secondary small" type="submit" formaction="${path}/carry" name="carry" value="${place}">${words}</button>`;

/** That a place was filled from last year and nobody has touched it since; the script takes it away at the first touch. */
export const carriedMark = (place: string, { carried = [] }: ReportContent): Html =>
  html`${carried.includes(place) && html`<p class="carried" data-carried="${place}">${plainState('warn', 'clock', 'Lấy từ năm trước, chưa sửa')}</p>`}`;
