import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html, raw } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { sendFile } from '../../api/send-file.ts';
import { calendarCsv, calendarXlsx } from '../../documents/calendar-template.ts';
import { calendarDifference } from '../../domain/calendar-difference.ts';
import { provisionalYears } from '../../domain/compose-calendar.ts';
import { dayOf } from '../../domain/zone.ts';
import { readVersion } from '../../office/read-calendars.ts';
import { setSendWindow } from '../../office/set-send-window.ts';
import { getCalendar } from '../../store/calendars.ts';
import { getSendWindow } from '../../store/installation.ts';
import { dayTable, differenceTable } from '../components/calendar-days.ts';
import { importForm, sendWindowForm } from '../components/calendar-forms.ts';
import { compareForm, versionPath, versionTable } from '../components/calendar-versions.ts';
import { calendarYear } from '../components/calendar-year.ts';
import { openForm } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import type { Html } from '../html.ts';
import { calendarImportPages } from './calendar-import.ts';

const path = '/calendar';

/** Lịch làm việc: a version year by year, its versions and their differences, a new one, the hours of letters. */
export function calendarPages(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;

  const show: Show = async (request, reply, failure) => {
    const { page, now, csrf, may } = await openStaffFrame(deps, request, reply, failure);
    const { named, from, year: asked } = addressed(request);
    const { versions, calendar, before } = await readVersion(db, named, from);
    const today = dayOf(now);
    const years = yearsOf(calendar);
    const year =
      years.find((each) => String(each) === asked) ??
      (years.includes(today.year) ? today.year : (years[0] ?? today.year));
    const days = [...calendar.days.values()].filter(({ date }) => date.startsWith(String(year)));
    const tentative = provisionalYears([...calendar.days.values()]);
    const own = named ? versionPath(named) : path;
    const template = tentative.find((each) => each > today.year) ?? today.year + 1;
    return page(
      { title: 'Lịch làm việc', place: 'calendar', width: 'wide' },
      html`<h1>Lịch làm việc năm ${year}</h1>
        <p class="lead">
          Phiên bản ${calendar.version}${versions[0]?.version === calendar.version ? ', đang dùng' : ', không còn dùng'}.
          ${tentative.includes(year) && html`<strong>Năm này tạm tính theo quy định, chưa có thông báo.</strong>`}
        </p>
        ${yearChoices(years, year, tentative, own)}
        <div class="split">
          <div>
            ${calendarYear(year, calendar, today)}
            <section>
              <h2>Ngày nghỉ, ngày làm bù năm ${year}</h2>
              ${dayTable(year, days)}
            </section>
            <section id="versions">
              <h2>Các phiên bản</h2>
              ${versionTable(versions, calendar.version)}
            </section>
            ${
              before &&
              html`<section>
                <h2>Khác biệt: ${calendar.version} so với ${before.version}</h2>
                ${versions.length > 2 && compareForm(versions, calendar.version, before.version)}
                ${differenceTable(calendarDifference(before, calendar), 'Hai phiên bản không khác nhau ngày nào.')}
              </section>`
            }
          </div>
          <aside aria-label="Nhập lịch và giờ gửi thư">
            ${may('lead') && importForm(csrf, failure, template)}
            ${sendWindowForm(await getSendWindow(db), csrf, failure, may('administer'))}
          </aside>
        </div>`,
    );
  };

  app.get(path, answerWith(show));
  app.get(versionPath(':version'), answerWith(show));
  app.post(`${path}/send-window`, { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'administer');
    const form = openForm(request);
    const window = { from: form.text('from'), to: form.text('to') };
    await setSendWindow(db, { window, actor, at: clock.now() });
    return reply.redirect(`${path}?done=send-window`, 303);
  });
  calendarImportPages(app, deps, show);
  templateFiles(app, deps);
}

/** A year's known days as a file to fill in and bring back. */
function templateFiles(app: FastifyInstance, { db, clock }: Deps): void {
  const kinds = [
    { ending: 'csv', mediaType: 'text/csv; charset=utf-8', write: calendarCsv },
    {
      ending: 'xlsx',
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      write: calendarXlsx,
    },
  ];
  for (const { ending, mediaType, write } of kinds) {
    app.get(`${path}/template.${ending}`, async (request, reply) => {
      onlyStaff(request);
      const calendar = await getCalendar(db);
      const asked = addressed(request).year;
      const year = yearsOf(calendar).find((each) => String(each) === asked) ?? dayOf(clock.now()).year;
      const days = [...calendar.days.values()].filter(({ date }) => date.startsWith(String(year)));
      const content = write(days.toSorted((a, b) => (a.date < b.date ? -1 : 1)));
      return sendFile(reply, { name: `lich-lam-viec-${year}.${ending}`, mediaType, content });
    });
  }
}

function addressed({ params, query }: FastifyRequest): { named?: string; from?: string; year?: string } {
  const { version: named } = params as { version?: string };
  const { from, year } = query as { from?: unknown; year?: unknown };
  return {
    ...(named && { named }),
    ...(typeof from === 'string' && from && { from }),
    ...(typeof year === 'string' && { year }),
  };
}

const yearsOf = ({ from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate }): number[] =>
  Array.from({ length: to.year - from.year + 1 }, (_, place) => from.year + place);

const yearChoices = (years: readonly number[], shown: number, tentative: readonly number[], own: string): Html =>
  html`<nav class="choices" aria-label="Năm">
    <ul>
      ${years.map(
        (year) =>
          html`<li>
            <a href="${own}?year=${year}" ${year === shown && raw('aria-current="page"')}>${year}${tentative.includes(year) && ' (tạm tính)'}</a>
          </li>`,
      )}
    </ul>
  </nav>`;
