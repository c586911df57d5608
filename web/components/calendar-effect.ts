import { html } from 'hono/html';
import type { CalendarEffect, DateName } from '../../domain/calendar-effect.ts';
import { toBeTold } from '../../domain/calendar-effect.ts';
import type { DueMove } from '../../domain/move-due.ts';
import { dayWords, momentWords, weekdayWords } from '../../domain/words.ts';
import { isBefore } from '../../domain/zone.ts';
import type { Html } from '../html.ts';
import { letterWords, numberWords, rungWords } from '../words.ts';

const dateWords: Record<DateName, string> = {
  cutOff: 'Chốt số liệu',
  due: 'Hạn gửi',
  sendUp: 'Gửi cấp trên',
  extensionLimit: 'Gia hạn muộn nhất',
};

/** Everything that a version changes, from what to what. */
export const effectSections = (effect: CalendarEffect, now: Temporal.Instant): Html =>
  html`${dateSection(effect)} ${dueSection(effect.dues)} ${stepSection(effect, now)} ${lineSection(effect, now)}
  ${openingSection(effect)}`;

function dateSection({ cycles }: CalendarEffect): Html {
  return section('Các mốc của kỳ đang mở', 'Không mốc nào của kỳ đang mở thay đổi.', 'Các mốc thay đổi', {
    head: ['Mốc', 'Kỳ', 'Từ', 'Sang'],
    rows: cycles.flatMap(({ words, moved }) =>
      moved.map(({ name, from, to }) => [dateWords[name], words, weekdayWords(from), weekdayWords(to)]),
    ),
  });
}

/** Agencies whose dates move alike stand together. */
function dueSection(dues: readonly DueMove[]): Html {
  const moved = dues.filter(({ inForce }) => inForce?.owes);
  const alike = Map.groupBy(moved, ({ cycle, inForce }) => [cycle, inForce?.from, inForce?.to].map(String).join(' '));
  return html`<section>
    <h2>Hạn gửi của cơ quan</h2>
    ${moved.length === 0 && html`<p class="nothing">Không cơ quan nào chưa gửi báo cáo có hạn thay đổi.</p>`}
    ${[...alike.values()].map((some) => {
      const [first] = some;
      const told = some.filter(({ tell }) => tell).length;
      return (
        first?.inForce &&
        html`<details class="moved-dues">
          <summary>
            ${numberWords(some.length)} cơ quan: từ <strong>${weekdayWords(first.inForce.from)}</strong> sang
            <strong>${weekdayWords(first.inForce.to)}</strong>; ${told > 0 ? `${numberWords(told)} cơ quan nhận thư báo` : 'chưa thư nào nêu hạn cũ đã gửi, không cần báo'}
          </summary>
          <ul class="agency-names">
            ${some.map(({ agencyName, tell }) => html`<li>${agencyName}${told > 0 && !tell && html` <small>(chưa được báo hạn cũ)</small>`}</li>`)}
          </ul>
        </details>`
      );
    })}
  </section>`;
}

function stepSection({ steps }: CalendarEffect, now: Temporal.Instant): Html {
  return section('Bước và thư sắp đến', 'Không bước nào đổi lịch.', 'Các bước đổi lịch', {
    head: ['Bước', 'Kỳ', 'Từ', 'Sang', 'Cơ quan'],
    rows: steps.map(({ rung, kind, words, from, to, agencies }) => [
      rungWords(kind, rung),
      words,
      from ? momentWords(from) : 'thêm mới',
      to ? soon(to, now) : 'không còn',
      agencies > 0 ? numberWords(agencies) : '',
    ]),
  });
}

/** Many letters of one kind move alike: they are counted, with the first of their agencies named. */
function lineSection({ lines }: CalendarEffect, now: Temporal.Instant): Html {
  const alike = Map.groupBy(lines, ({ kind, notBefore, to }) => [kind, notBefore, to].map(String).join(' '));
  return section('Thư đang chờ trong sổ thư', 'Không thư nào đang chờ đổi giờ gửi.', 'Thư đang chờ đổi giờ gửi', {
    head: ['Thư', 'Số thư', 'Từ', 'Sang'],
    rows: [...alike.values()].flatMap((some) =>
      some
        .slice(0, 1)
        .map(({ kind, notBefore, to, agencyName }) => [
          some.length === 1 && agencyName ? `${letterWords[kind]}: ${agencyName}` : letterWords[kind],
          numberWords(some.length),
          momentWords(notBefore),
          to ? soon(to, now) : 'không gửi nữa, do hạn đã chuyển',
        ]),
    ),
  });
}

function openingSection({ openings }: CalendarEffect): Html {
  if (openings.length === 0) return html``;
  return section('Kỳ sắp mở', '', 'Kỳ sắp mở đổi ngày mở', {
    head: ['Kỳ', 'Chế độ', 'Từ', 'Sang'],
    rows: openings.map(({ words, regime, from, to }) => [
      words,
      regime,
      from ? momentWords(from) : 'lịch chưa đến',
      to ? momentWords(to) : 'lịch chưa đến',
    ]),
  });
}

const soon = (at: Temporal.Instant, now: Temporal.Instant): string =>
  isBefore(now, at) ? momentWords(at) : 'ngay khi xác nhận';

function section(
  title: string,
  none: string,
  caption: string,
  { head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] },
): Html {
  return html`<section>
    <h2>${title}</h2>
    ${
      rows.length === 0
        ? html`<p class="nothing">${none}</p>`
        : html`<table class="ledger">
            <caption class="unseen">
              ${caption}
            </caption>
            <thead>
              <tr>
                ${head.map((each) => html`<th scope="col">${each}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${rows.map(
                ([first, ...rest]) =>
                  html`<tr>
                    <th scope="row">${first}</th>
                    ${rest.map((each) => html`<td>${each}</td>`)}
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
  </section>`;
}

/** What the button of the preview does, in words. */
export function confirmWords(effect: CalendarEffect): string {
  const told = toBeTold(effect).length;
  if (told > 0) return `Đưa lịch vào dùng và báo hạn mới cho ${numberWords(told)} cơ quan`;
  return effect.dues.some(({ inForce }) => inForce)
    ? 'Đưa lịch vào dùng, chuyển hạn gửi (chưa cơ quan nào cần báo)'
    : 'Đưa lịch vào dùng (không hạn gửi nào thay đổi)';
}

/** When, to whom and about what letters leave, before the button. */
export function tellingWords(effect: CalendarEffect, leavesAt: Temporal.Instant): string {
  const told = toBeTold(effect);
  const dates = [...new Set(told.flatMap(({ inForce }) => (inForce ? dayWords(inForce.to) : [])))].join(', ');
  return told.length === 0
    ? 'Không thư nào được gửi đến cơ quan vì phiên bản này.'
    : `${numberWords(told.length)} cơ quan chưa gửi báo cáo nhận thư báo hạn mới (${dates}), gửi lúc ${momentWords(leavesAt)}.`;
}
