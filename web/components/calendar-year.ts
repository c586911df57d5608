import { html } from 'hono/html';
import type { Calendar, CalendarDay, DayKind } from '../../domain/calendar.ts';
import { dayKindWords } from '../../domain/day-kind-words.ts';
import { dayWords } from '../../domain/words.ts';
import type { Html } from '../html.ts';

/** A kind of day as it stands in a small month: beside its colour a sign of one letter. */
export const daySigns: Record<DayKind, string> = {
  statutory: 'L',
  compensatory: 'B',
  swapped_off: 'H',
  makeup_work: '+',
};

const weekdays = [
  ['T2', 'thứ Hai'],
  ['T3', 'thứ Ba'],
  ['T4', 'thứ Tư'],
  ['T5', 'thứ Năm'],
  ['T6', 'thứ Sáu'],
  ['T7', 'thứ Bảy'],
  ['CN', 'Chủ nhật'],
] as const;

/** A year as twelve small months, with what their colours and signs mean. */
export const calendarYear = (year: number, calendar: Calendar, today: Temporal.PlainDate): Html =>
  html`<div class="months">
      ${Array.from({ length: 12 }, (_, month) => monthTable(new Temporal.PlainYearMonth(year, month + 1), calendar, today))}
    </div>
    ${legend}`;

const legend = html`<ul class="legend" aria-label="Chú thích">
  ${(Object.keys(daySigns) as DayKind[]).map(
    (kind) =>
      html`<li><span class="swatch ${kind}" aria-hidden="true">${daySigns[kind]}</span> ${dayKindWords[kind]}${kind === 'makeup_work' && ' (làm việc)'}</li>`,
  )}
  <li><span class="swatch weekend" aria-hidden="true">T7</span> Nghỉ hằng tuần</li>
  <li><span class="swatch statutory tentative" aria-hidden="true">L?</span> Tạm tính, chưa có thông báo</li>
  <li><span class="swatch today" aria-hidden="true"></span> Hôm nay</li>
</ul>`;

function monthTable(month: Temporal.PlainYearMonth, calendar: Calendar, today: Temporal.PlainDate): Html {
  return html`<table class="month">
    <caption>
      Tháng ${month.month}
    </caption>
    <thead>
      <tr>
        ${weekdays.map(([short, full]) => html`<th scope="col"><abbr title="${full}">${short}</abbr></th>`)}
      </tr>
    </thead>
    <tbody>
      ${weeksOf(month).map(
        (week) =>
          html`<tr>
            ${week.map((day) => (day ? dayCell(day, calendar.days.get(day.toString()), day.equals(today)) : html`<td></td>`))}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** The weeks of a month, Monday first, with empty places before its first and after its last day. */
export function weeksOf(month: Temporal.PlainYearMonth): (Temporal.PlainDate | undefined)[][] {
  const lead = month.toPlainDate({ day: 1 }).dayOfWeek - 1;
  return Array.from({ length: Math.ceil((lead + month.daysInMonth) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (__, place) => {
      const day = week * 7 + place - lead + 1;
      return day < 1 || day > month.daysInMonth ? undefined : month.toPlainDate({ day });
    }),
  );
}

function dayCell(day: Temporal.PlainDate, official: CalendarDay | undefined, isToday: boolean): Html {
  const tentative = official?.confidence === 'low';
  const kinds = [official?.kind ?? (day.dayOfWeek > 5 && 'weekend'), tentative && 'tentative', isToday && 'today'];
  const words = official && `${dayKindWords[official.kind]}: ${official.name}`;
  return html`<td class="${kinds.filter(Boolean).join(' ')}" ${words && html`title="${dayWords(day)}, ${words}"`}>
    ${day.day}${official && html`<span class="sign" aria-hidden="true">${daySigns[official.kind]}${tentative && '?'}</span><span class="unseen">, ${words}</span>`}${isToday && html`<span class="unseen">, hôm nay</span>`}
  </td>`;
}
