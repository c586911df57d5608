import { html, raw } from 'hono/html';
import type { DryStep, DryTerm } from '../../domain/dry-run.ts';
import { isWave } from '../../domain/regime.ts';
import { termName, termWords } from '../../domain/term.ts';
import { dayWords, momentWords, timeWords, weekdayWords } from '../../domain/words.ts';
import { dayOf } from '../../domain/zone.ts';
import type { DryRun } from '../../office/read-dry-run.ts';
import type { Html } from '../html.ts';
import { numberWords, rungWords } from '../words.ts';
import { kindCounts, leaving, recipientWords } from './dry-run-words.ts';
import { plainState } from './states.ts';

/** The address of a part of a dry run: a step's list, or its letter. */
export const dryPath = (run: DryRun, part: 'step' | 'letter' | 'letter/html', query: Record<string, string>): string =>
  `/regimes/${run.facts.regime.id}/dry-run/${part}?${new URLSearchParams(query)}`;

/** One cycle of a dry run: its dates, and its steps in the order in which they fall. */
export function dryRunTerm(dry: DryTerm, run: DryRun, open: boolean): Html {
  const letters = dry.steps.reduce((sum, step) => sum + leaving(step).length, 0);
  const { dates, dueMovedFrom, agencies, term } = dry;
  const words = termWords(term, run.facts.regime.frequency);
  return html`<details class="dry-term" ${open && raw('open')}>
    <summary>
      <h2>Báo cáo ${words}</h2>
      <span>hạn gửi ${weekdayWords(dates.due)} · ${numberWords(letters)} thư tới ${numberWords(agencies.length)} cơ quan</span>
    </summary>
    <p class="note">
      Mở kỳ ${momentWords(dates.opensAt)}; chốt số liệu ${dayWords(dates.cutOff)}; gửi cấp trên chậm nhất ${dayWords(dates.sendUp)}.
      ${dueMovedFrom && html`Hạn gửi chuyển từ ${weekdayWords(dueMovedFrom)}, vì là ngày nghỉ hoặc vì cách ghi “trước ngày”.`}
    </p>
    <table class="dry">
      <caption class="unseen">
        Các bước của kỳ báo cáo ${words}, theo thời gian
      </caption>
      <thead>
        <tr>
          <th scope="col">Lúc</th>
          <th scope="col">Bước</th>
          <th scope="col">Gửi tới</th>
          <th scope="col">Thư</th>
        </tr>
      </thead>
      <tbody>
        ${dry.steps.map((step) => stepRow(step, dry, run))}
      </tbody>
    </table>
  </details>`;
}

function stepRow(step: DryStep, dry: DryTerm, run: DryRun): Html {
  const query = { term: termName(dry.term), step: step.key };
  return html`<tr>
    <td>
      <time datetime="${step.at.toString()}">${timeWords(step.at)} ${weekdayWords(dayOf(step.at))}</time>
      ${step.movedFrom && html`<small>dời từ ${weekdayWords(dayOf(step.movedFrom))}, do ngày nghỉ hoặc làm bù</small>`}
      ${step.leavesAt && !step.leavesAt.equals(step.at) && html`<small>thư rời hệ thống ${momentWords(step.leavesAt)}, trong giờ gửi</small>`}
      ${step.provisional && html`<small>${plainState('warn', 'alert', 'lịch nghỉ tạm tính')}</small>`}
    </td>
    <th scope="row">${rungWords(step.kind, step.rung)}<small>${step.basis}</small></th>
    <td>${recipients(step, dryPath(run, 'step', query))}</td>
    <td>${step.leavesAt && html`<a href="${dryPath(run, 'letter', query)}">Xem${'\u00a0'}thư</a>`}</td>
  </tr>`;
}

function recipients(step: DryStep, list: string): Html {
  if (!isWave(step.kind))
    return html`${deeds[step.kind]}${step.leavesAt && html`<small>${recipientWords(step.to)}</small>`}`;
  const sent = leaving(step);
  const unreachable = step.letters.filter(({ state }) => state === 'failed').length;
  const overtaken = step.letters.filter(({ state }) => state === 'overtaken').length;
  return html`<a href="${list}">${numberWords(sent.length)} cơ quan</a>: ${kindCounts(sent)}
    <small>${recipientWords(step.to)}</small>
    ${unreachable > 0 && html`<small>${plainState('bad', 'alert', `${unreachable} cơ quan chưa có người liên hệ`)}</small>`}
    ${overtaken > 0 && html`<small>${overtaken} cơ quan nhận thư sau thay thế, cùng lúc</small>`}`;
}

/** What a step does that writes to no agency. */
const deeds = {
  flag: 'Báo Sở KH&CN',
  escalate: 'Dự thảo báo cáo UBND tỉnh, chờ lãnh đạo ban hành; báo Sở KH&CN',
  compile: 'Lập báo cáo tổng hợp; xong thì báo Sở KH&CN',
  close: 'Đóng kỳ, không nhận báo cáo nữa',
};
