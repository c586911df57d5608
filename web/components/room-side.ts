import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import { paperWords } from '../../domain/paper-report.ts';
import { momentWords, weekdayWords } from '../../domain/words.ts';
import type { Room } from '../../office/read-room.ts';
import type { Failure } from '../frame.ts';
import { paperIn } from '../../store/submissions.ts';
import type { Html } from '../html.ts';
import type { RoomObstacle } from '../../office/read-room-obstacles.ts';
import { areaField, dayField, selectField, textField } from './field.ts';
import { prose } from './prose.ts';
import { obstacleState, plainState } from './states.ts';
import { decisionWords } from './thread-entries.ts';
import { timelyWords } from './timely.ts';
import { stampTime } from './times.ts';

interface Tools {
  path: string;
  csrf: Html;
  failure: Failure | undefined;
}

/** The receipts of the versions sent. */
export const receiptList = ({ submissions }: Room, path: string): Html =>
  html`<section class="card" id="receipts">
    <h2>Các bản đã nộp</h2>
    ${
      submissions.length > 0
        ? html`<ul class="plain-list">
            ${submissions.map(
              (each) =>
                html`<li>
                  <a href="${path}/receipts/${each.receipt_code}">Bản ${each.version}: ${each.receipt_code}</a>
                  <small>${receivedWords(each)}, ${timelyWords(each)}${each.version > 1 && `, thay bản ${each.version - 1}`}</small>
                </li>`,
            )}
          </ul>`
        : html`<p>Chưa nộp bản nào.</p>`
    }
  </section>`;

/** When a version came, or by which document outside the system. */
function receivedWords(version: Room['submissions'][number]): Html | string {
  const { paper } = paperIn(version);
  return paper ? paperWords(paper) : stampTime(version.received_at);
}

/** Asking for a later date, with what was asked before and its outcome. */
export function extensionCard({ extensions, due, cycle }: Room, open: boolean, { path, csrf, failure }: Tools): Html {
  const form = 'extensions';
  const pending = extensions.some(({ decision }) => !decision);
  const later = due.add({ days: 1 });
  const possible = open && !pending && Temporal.PlainDate.compare(later, cycle.extensionLimit) <= 0;
  if (!possible && extensions.length === 0) return html``;
  return html`<section class="card" id="extensions">
    <h2>Gia hạn</h2>
    ${
      extensions.length > 0 &&
      html`<ul class="plain-list">
        ${extensions.map(
          (each) =>
            html`<li>
              Đề nghị đến ${weekdayWords(each.until)}
              ${
                each.decision === 'granted'
                  ? plainState('good', 'check', decisionWords(each))
                  : each.decision === 'refused'
                    ? plainState('bad', 'cross', decisionWords(each))
                    : each.decision === 'withdrawn'
                      ? plainState('calm', 'none', decisionWords(each))
                      : plainState('calm', 'clock', 'Chờ quyết định')
              }
              ${each.decision_words && html`<small>${each.decision_words}</small>`}
            </li>`,
        )}
      </ul>`
    }
    ${
      possible &&
      html`<details ${failure?.form === form && html`open`}>
        <summary>Đề nghị gia hạn</summary>
        <form method="post" action="${path}/extensions" novalidate>
          ${csrf}
          ${dayField({ form, name: 'until', label: 'Đến hết ngày', hint: `Muộn nhất ${weekdayWords(cycle.extensionLimit)}.`, failure, required: true })}
          ${areaField({ form, name: 'reason', label: 'Lý do', failure, required: true })}
          <p class="note">Sở Khoa học và Công nghệ xem xét và trả lời qua thư. Trong khi chờ, hạn hiện nay vẫn có hiệu lực.</p>
          <button class="secondary" type="submit">Gửi đề nghị</button>
        </form>
      </details>`
    }
  </section>`;
}

/** Raising an obstacle, and what became of those raised before. */
export function obstacleCard(room: Room, obstacles: readonly RoomObstacle[], { path, csrf, failure }: Tools): Html {
  const form = 'obstacles';
  const tasks = room.tasks.map(({ code, title }) => [code, `${code}. ${title}`] as const);
  return html`<section class="card" id="obstacles">
    <h2>Khó khăn, vướng mắc</h2>
    <p>Nêu được bất cứ lúc nào, không cần chờ đến kỳ báo cáo.</p>
    ${obstacles.map(
      ({ title, state, raised_at, entries }) =>
        html`<details class="raised">
          <summary>${title} ${obstacleState(state)}</summary>
          <p><small>Nêu lúc ${momentWords(raised_at)}</small></p>
          ${entries.map(({ kind, words, made_at }) => html`<p><strong>${entryNames[kind]}</strong>, ${momentWords(made_at)}</p>${prose(words)}`)}
        </details>`,
    )}
    <details ${failure?.form === form && html`open`}>
      <summary>Nêu vướng mắc mới</summary>
      <form method="post" action="${path}/obstacles" novalidate>
        ${csrf}
        <input type="hidden" name="attempt" value="${(failure?.form === form && failure.typed['attempt']) || randomUUID()}" />
        ${textField({ form, name: 'title', label: 'Tên vướng mắc', failure, required: true })}
        ${selectField({ form, name: 'task', label: 'Thuộc nhiệm vụ', failure, options: [['', 'Chung, không riêng nhiệm vụ nào'], ...tasks] })}
        ${areaField({ form, name: 'words', label: 'Nội dung, nguyên nhân, đề xuất cách giải quyết', rows: 5, failure, required: true })}
        <button class="secondary" type="submit">Gửi vướng mắc</button>
      </form>
    </details>
  </section>`;
}

const entryNames = {
  raised: 'Cơ quan nêu',
  answered: 'Sở Khoa học và Công nghệ trả lời',
  forwarded: 'Đã chuyển UBND tỉnh',
  decided: 'UBND tỉnh quyết định',
  closed: 'Đóng',
} as const;
