import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { dayWords, momentWords, weekdayWords } from '../../domain/words.ts';
import { dayOf } from '../../domain/zone.ts';
import { explainDay } from '../../office/explain-letters.ts';
import type { Explained } from '../../office/explain-letters.ts';
import { answerWords, fateTable } from '../components/fate-words.ts';
import { dayLines } from '../components/day-lines.ts';
import { daysBeside } from '../components/days-beside.ts';
import type { LedgerLine } from '../components/letter-card.ts';
import { cycleOf } from '../cycle-params.ts';
import { dayFrom } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import type { Html } from '../html.ts';

const codeOf = ({ params }: FastifyRequest): string => (params as { code: string }).code;

/** Vì sao có thư này, vì sao không có thư: an agency's letters of a day, and every rung near it. */
export function agencyLettersPage(app: FastifyInstance, deps: Deps): void {
  const show: Show = async (request, reply) => {
    const { page, now } = await openStaffFrame(deps, request, reply);
    const { day: asked } = request.query as { day?: string };
    const day = dayFrom(asked) ?? dayOf(now);
    const explained = await explainDay(deps.db, { cycle: cycleOf(request), agency: codeOf(request), day, now });
    const { cycle, obligation } = explained;
    const path = `/cycles/${cycle.id}/agencies/${obligation.agency}`;
    return page(
      { title: `Thư ngày ${dayWords(day)}: ${obligation.agencyName}`, place: 'board' },
      html`<p class="crumbs">
          <a href="/cycles/${cycle.id}">Theo dõi ${cycle.words}</a> › <a href="${path}">${obligation.agencyName}</a> ›
        </p>
        <h1>Vì sao có thư, vì sao không có thư?</h1>
        <p class="lead">${obligation.agencyName} · ngày ${weekdayWords(day)}</p>
        ${dayForm(`${path}/letters`, day)}
        <p class="message ${explained.lines.length > 0 ? 'good' : 'warn'}" role="status">${answerWords(explained)}</p>
        ${dayLines(explained.lines, ofOffice)}
        <section aria-labelledby="rungs-title">
          <h2 id="rungs-title">Các bậc của thang đôn đốc quanh ngày này</h2>
          ${fateTable(explained)}
        </section>
        ${dates(explained)}`,
    );
  };
  app.get('/cycles/:regime/:term/agencies/:code/letters', answerWith(show));
}

const dayForm = (path: string, day: Temporal.PlainDate): Html =>
  html`<search>
    <form class="filters" method="get" action="${path}">
      <label>Ngày<input type="date" name="day" value="${day.toString()}" required /></label>
      <button class="secondary" type="submit">Xem</button>
      ${daysBeside(day, (other) => `${path}?day=${other.toString()}`)}
    </form>
  </search>`;

/** A letter about an agency that went to the office. */
const ofOffice = ({ obligation_id }: LedgerLine): Html =>
  html`${obligation_id === null && html`<small>gửi Sở Khoa học và Công nghệ, về cơ quan này</small>`}`;

/** The dates that the agency has had: each has its own ladder. */
function dates({ held, obligation, now, due }: Explained): Html {
  const kinds = { due: 'hạn của kỳ', extended: 'gia hạn', correction: 'hạn bổ sung' };
  return html`<section aria-labelledby="dates-title">
    <h2 id="dates-title">Các hạn của cơ quan trong kỳ</h2>
    <ul class="plain-list">
      ${held.map(
        (each) =>
          html`<li>
            <strong>${weekdayWords(each.due)}</strong>, ${kinds[each.kind]}<small>áp dụng từ ${momentWords(each.setAt)}</small>
          </li>`,
      )}
    </ul>
    <p class="note">
      Hạn hiện nay: ${weekdayWords(due.due)}. Trạng thái lúc ${momentWords(now)}:
      ${{ open: 'chưa gửi báo cáo', submitted: 'đã gửi báo cáo', returned: 'được trả lại để bổ sung', accepted: 'báo cáo đã được chấp nhận', excused: 'không phải báo cáo' }[obligation.state]}.
    </p>
  </section>`;
}
