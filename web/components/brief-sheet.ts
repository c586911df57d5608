import { html } from 'hono/html';
import type { Brief, BriefIndicator } from '../../domain/brief.ts';
import { briefLines, unusualWords } from '../../domain/brief.ts';
import { dayWords } from '../../domain/words.ts';
import type { Html } from '../html.ts';
import { numberWords } from '../words.ts';
import { briefCurve } from './brief-curve.ts';

/** A year on one page: figures, curve, who was late, what waits, what comes next. */
export const briefSheet = (brief: Brief): Html =>
  html`<div class="brief">
    ${briefFigures(brief)}
    <div class="brief-columns">
      <div>${briefCurve(brief)} ${indicators(brief)} ${next(brief)}</div>
      <div>${late(brief)} ${obstacles(brief)}</div>
    </div>
  </div>`;

function briefFigures({ figures, before }: Brief): Html {
  const { total, excused, reported, onTime, late: lateCount, missing } = figures;
  const was = (count: number | undefined) => before && count !== undefined && `${before.words}: ${numberWords(count)}`;
  const figure = (name: string, value: number, note: Html | string | false | undefined, tone = '') =>
    html`<div class="${tone}">
      <dt>${name}</dt>
      <dd>${numberWords(value)}<small>${note}</small></dd>
    </div>`;
  return html`<dl class="figures">
    ${figure('Phải báo cáo', total - excused, excused > 0 ? `${numberWords(excused)} không phải báo cáo` : 'cơ quan, địa phương')}
    ${figure('Đã gửi', reported, was(before?.figures.reported))} ${figure('Đúng hạn', onTime, was(before?.figures.onTime), 'good')}
    ${figure('Gửi quá hạn', lateCount, was(before?.figures.late), lateCount > 0 ? 'warn' : '')}
    ${figure('Chưa gửi', missing, was(before?.figures.missing), missing > 0 ? 'bad' : '')}
  </dl>`;
}

function late({ late: all }: Brief): Html {
  const shown = all.slice(0, briefLines.late);
  return html`<section>
    <h2>Gửi quá hạn, chưa gửi <span class="count">${numberWords(all.length)}</span></h2>
    ${
      all.length > 0
        ? html`<table>
            <caption class="unseen">
              Cơ quan gửi quá hạn hoặc chưa gửi, nhiều lần nhất trước
            </caption>
            <thead>
              <tr>
                <th scope="col">Cơ quan</th>
                <th scope="col">Kỳ này</th>
                <th scope="col">Qua các kỳ</th>
              </tr>
            </thead>
            <tbody>
              ${shown.map(
                ({ agency, outcome, workingDaysLate, times, of }) =>
                  html`<tr>
                    <th scope="row">${agency}</th>
                    <td>${outcome === 'missing' ? 'chưa gửi' : `muộn ${workingDaysLate} ngày`}</td>
                    <td>${times}/${of} kỳ</td>
                  </tr>`,
              )}
            </tbody>
          </table>
          ${all.length > shown.length && html`<p class="note">và ${numberWords(all.length - shown.length)} cơ quan khác.</p>`}`
        : html`<p>Chưa có cơ quan nào gửi quá hạn hoặc không gửi.</p>`
    }
  </section>`;
}

const obstacles = ({ obstacles: { unsettled, longest } }: Brief): Html =>
  html`<section>
    <h2>Vướng mắc chưa giải quyết <span class="count">${numberWords(unsettled)}</span></h2>
    ${
      unsettled > 0
        ? html`<ul class="plain-list">
            ${longest.map(({ title, agency, ageDays }) => html`<li>${title} <small>${agency}, ${numberWords(ageDays)} ngày làm việc</small></li>`)}
          </ul>`
        : html`<p>Không còn vướng mắc chờ giải quyết.</p>`
    }
  </section>`;

const indicators = ({ indicators: shown }: Brief): Html =>
  html`${
    shown.length > 0 &&
    html`<section>
      <h2>Chỉ tiêu nổi bật</h2>
      <ul class="plain-list">
        ${shown.map((each) => html`<li>${each.name}: <strong>${numberWords(each.value)} ${each.unit}</strong> <small>${comparedWords(each)}</small></li>`)}
      </ul>
    </section>`
  }`;

/** `12 cơ quan; cùng các cơ quan này năm trước 640` */
export const comparedWords = (shown: BriefIndicator): string =>
  [figuresWords(shown), unusualWords(shown)].filter(Boolean).join('; ');

const figuresWords = ({ over, inBoth }: BriefIndicator): string =>
  `${numberWords(over)} cơ quan${inBoth ? `; cùng các cơ quan có cả hai năm: ${numberWords(inBoth.before)} → ${numberWords(inBoth.now)}` : ''}`;

const next = ({ next: shown }: Brief): Html =>
  html`<section>
    <h2>Việc sắp tới</h2>
    ${
      shown.length > 0
        ? html`<ul class="plain-list">
            ${shown.map(({ words, on, over }) => html`<li>${dayWords(on)}: ${words}${over && html` <strong class="alarm">đã quá hạn</strong>`}</li>`)}
          </ul>`
        : html`<p>Kỳ báo cáo đã qua mọi bước.</p>`
    }
  </section>`;
