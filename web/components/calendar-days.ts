import { html } from 'hono/html';
import type { CalendarDay, DayKind } from '../../domain/calendar.ts';
import type { DayChange, DayDifference } from '../../domain/calendar-difference.ts';
import { dayKindWords } from '../../domain/day-kind-words.ts';
import { weekdayWords } from '../../domain/words.ts';
import type { Html } from '../html.ts';
import { daySigns } from './calendar-year.ts';
import { plainState } from './states.ts';

/** The official days of a year in words. */
export const dayTable = (year: number, days: readonly CalendarDay[]): Html =>
  html`<table class="ledger">
    <caption class="unseen">
      Ngày nghỉ, ngày làm bù năm ${year}
    </caption>
    <thead>
      <tr>
        <th scope="col">Ngày</th>
        <th scope="col">Loại</th>
        <th scope="col">Tên</th>
        <th scope="col" class="wide">Nguồn</th>
      </tr>
    </thead>
    <tbody>
      ${days.map(
        (day) =>
          html`<tr>
            <th scope="row">${dayTime(Temporal.PlainDate.from(day.date))}</th>
            <td>${kindMark(day.kind)}</td>
            <td>${day.name}${day.confidence === 'low' && html` <small>tạm tính, chưa có thông báo</small>`}</td>
            <td class="wide">${day.source}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;

const changes: Record<DayChange, Html> = {
  added: plainState('info', 'later', 'Thêm'),
  removed: plainState('struck', 'cross', 'Bỏ'),
  changed: plainState('moved', 'pen', 'Đổi loại'),
  confirmed: plainState('good', 'check', 'Đã có thông báo'),
};

/** The days on which two versions differ; `none` says what it means that there are none. */
export const differenceTable = (differences: readonly DayDifference[], none: string): Html =>
  differences.length === 0
    ? html`<p class="nothing">${none}</p>`
    : html`<table class="ledger">
        <caption class="unseen">
          Các ngày khác nhau giữa hai phiên bản
        </caption>
        <thead>
          <tr>
            <th scope="col">Ngày</th>
            <th scope="col">Thay đổi</th>
            <th scope="col">Trước</th>
            <th scope="col">Nay</th>
          </tr>
        </thead>
        <tbody>
          ${differences.map(
            ({ date, change, from, to }) =>
              html`<tr>
                <th scope="row">${dayTime(date)}</th>
                <td>${changes[change]}</td>
                <td>${dayName(from, date)}</td>
                <td>${dayName(to, date)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`;

const dayTime = (date: Temporal.PlainDate): Html =>
  html`<time datetime="${date.toString()}">${weekdayWords(date)}</time>`;

const kindMark = (kind: DayKind): Html =>
  html`<span class="day-kind"><span class="swatch ${kind}" aria-hidden="true">${daySigns[kind]}</span> ${dayKindWords[kind]}</span>`;

const dayName = (day: CalendarDay | undefined, date: Temporal.PlainDate): Html =>
  day
    ? html`${kindMark(day.kind)} <small>${day.name}</small>`
    : html`<span class="blank">${date.dayOfWeek > 5 ? 'nghỉ hằng tuần' : 'ngày làm việc'}</span>`;
