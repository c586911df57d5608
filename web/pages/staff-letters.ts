import type { FastifyInstance } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { dayWords, weekdayWords } from '../../domain/words.ts';
import { dayOf } from '../../domain/zone.ts';
import { explainStaffDay } from '../../office/explain-staff-letters.ts';
import type { StaffExplained } from '../../office/explain-staff-letters.ts';
import { listAccounts } from '../../store/accounts.ts';
import { dayLines } from '../components/day-lines.ts';
import { daysBeside } from '../components/days-beside.ts';
import { staffAnswerWords, staffFateTable } from '../components/staff-fate-words.ts';
import { cycleOf } from '../cycle-params.ts';
import { dayFrom } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import type { Html } from '../html.ts';
import { roleWords } from '../words.ts';

/** Vì sao có thư, vì sao không có thư: for the focal agency's own people and the province's. */
export function staffLettersPage(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  const show: Show = async (request, reply) => {
    const { page, now, staff } = await openStaffFrame(deps, request, reply);
    const { day: asked, recipient } = request.query as { day?: string; recipient?: string };
    const day = dayFrom(asked) ?? dayOf(now);
    const own = (await listAccounts(db)).find(({ id }) => id === staff.account);
    const reader = recipient ?? own?.email ?? '';
    const explained = await explainStaffDay(db, { cycle: cycleOf(request), recipient: reader, day, now });
    const { cycle } = explained;
    return page(
      { title: `Thư ngày ${dayWords(day)}: ${explained.reader.name}`, place: 'board' },
      html`<p class="crumbs"><a href="/cycles/${cycle.id}">Theo dõi ${cycle.words}</a> ›</p>
        <h1>Vì sao có thư, vì sao không có thư?</h1>
        <p class="lead">
          ${explained.reader.name}, ${roleWords[explained.reader.role]} · ngày ${weekdayWords(day)}
        </p>
        ${choose(`/cycles/${cycle.id}/staff-letters`, explained)}
        <p class="message ${explained.lines.length > 0 ? 'good' : 'warn'}" role="status">
          ${staffAnswerWords(explained)}
        </p>
        ${dayLines(explained.lines)}
        <section aria-labelledby="steps-title">
          <h2 id="steps-title">Các bước gửi người của Sở quanh ngày này</h2>
          ${
            explained.steps.length > 0
              ? staffFateTable(explained)
              : html`<p class="nothing">Kỳ này không có bước nào gửi người của Sở.</p>`
          }
        </section>`,
    );
  };
  app.get('/cycles/:regime/:term/staff-letters', answerWith(show));
}

function choose(path: string, { day, reader, readers }: StaffExplained): Html {
  const href = (other: Temporal.PlainDate): string =>
    `${path}?${new URLSearchParams({ day: other.toString(), recipient: reader.email }).toString()}`;
  return html`<search>
    <form class="filters" method="get" action="${path}">
      <label
        >Người nhận
        <select name="recipient">
          ${readers.map(
            ({ email, name, role }) =>
              html`<option value="${email}" ${email === reader.email && 'selected'}>${name} (${roleWords[role]})</option>`,
          )}
        </select></label
      >
      <label>Ngày<input type="date" name="day" value="${day.toString()}" required /></label>
      <button class="secondary" type="submit">Xem</button>
      ${daysBeside(day, href)}
    </form>
  </search>`;
}
