import type { FastifyInstance } from 'fastify';
import { html, raw } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import type { LetterKind } from '../../domain/letter.ts';
import { leaveAt } from '../../office/notify.ts';
import { resendLetter } from '../../office/resend-letter.ts';
import { listAgencies } from '../../store/agencies.ts';
import { findBounceReading } from '../../store/bounce-mailbox.ts';
import { getOfficeHours } from '../../store/installation.ts';
import { listCycles } from '../../store/cycles.ts';
import type { NotificationState } from '../../store/schema.ts';
import { isResendable, letterName, linePath, outcome, readerWords, whyOf } from '../components/letter-card.ts';
import { bounceMailboxNote, bounceNotes } from '../components/bounce-notes.ts';
import { pager } from '../components/pager.ts';
import { resendForm } from '../components/resend-form.ts';
import { letterState } from '../components/states.ts';
import { stampTime } from '../components/times.ts';
import { dayFrom, idOf, typedOf } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import type { Html } from '../html.ts';
import { findCurrentCycle } from '../../office/read-desk.ts';
import { readLedger } from '../../office/read-ledger.ts';
import type { LedgerFilter, LedgerView } from '../../office/read-ledger.ts';
import { letterWords, notificationWords, numberWords } from '../words.ts';

const pageLength = 50;
const path = '/letters-ledger';

/** Sổ thư: every letter with its reason, its outcome and what the mail server said. */
export function ledgerPage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;

  const show: Show = async (request, reply, failure) => {
    const { page, now, csrf, may } = await openStaffFrame(deps, request, reply, failure);
    const query = request.query as Record<string, string>;
    const filter = filterOf(query, await findCurrentCycle(db));
    const number = Math.max(1, Math.trunc(Number(query['page'])) || 1);
    const view = await readLedger(db, filter, { limit: pageLength, offset: (number - 1) * pageLength });
    const hours = await getOfficeHours(db);
    const resend = (line: LedgerView['lines'][number]) =>
      may('review') &&
      isResendable(line) &&
      resendForm(line, { action: `${path}/resend`, csrf, now, leavesAt: leaveAt(line.kind, now, hours) });
    return page(
      { title: 'Sổ thư', place: 'ledger', width: 'wide' },
      html`<h1>Sổ thư</h1>
        <p class="lead">Mọi thư của hệ thống, vì sao có thư và kết quả gửi. Mỗi lượt thư chỉ được ghi một lần. <a href="/outages">Gián đoạn tiếp nhận</a>${filter.cycle && html` · <a href="/cycles/${filter.cycle}/staff-letters${filter.day ? `?day=${filter.day.toString()}` : ''}">Vì sao người của Sở có thư, không có thư?</a>`}</p>
        ${bounceMailboxNote(await findBounceReading(db), now)} ${await filters(filter)} ${stateChoices(filter, view)}
        ${
          view.lines.length > 0
            ? html`${ledgerTable(view, resend)} ${pager({ number, total: view.total, length: pageLength, href: (each) => address(filter, each) })}`
            : html`<p class="nothing">Không có thư nào như vậy. <a href="${path}">Xem mọi thư của kỳ hiện tại</a>.</p>`
        }`,
    );
  };

  app.get(path, answerWith(show));
  app.post(`${path}/resend`, { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const { slot = '', attempt } = typedOf(request);
    await resendLetter(db, { slot, attempt: idOf(attempt, 'request.invalid'), actor, at: clock.now() });
    return reply.redirect(`${path}?done=resent`, 303);
  });

  const filters = async (filter: LedgerFilter): Promise<Html> => {
    const cycles = await listCycles(db);
    const agencies = await listAgencies(db);
    return html`<search>
      <form class="filters" method="get" action="${path}">
        ${filter.state && html`<input type="hidden" name="state" value="${filter.state}" />`}
        ${choice(
          'Kỳ',
          'cycle',
          filter.cycle,
          cycles.map(({ id, words }) => [id, `Kỳ ${words}`] as const),
        )}
        ${choice('Loại thư', 'kind', filter.kind, Object.entries(letterWords))}
        ${choice(
          'Cơ quan',
          'agency',
          filter.agency,
          agencies.filter(({ validTo }) => !validTo).map(({ code, name }) => [code, name] as const),
        )}
        <label>Ngày<input type="date" name="day" value="${filter.day?.toString() ?? ''}" /></label>
        <label>Địa chỉ người nhận<input type="email" name="recipient" value="${filter.recipient ?? ''}" /></label>
        <button class="secondary" type="submit">Lọc</button>
        ${(filter.state ?? filter.kind ?? filter.agency ?? filter.day ?? filter.recipient) && html`<a href="${path}">Bỏ lọc</a>`}
      </form>
    </search>`;
  };
}

function filterOf(query: Record<string, string>, current: string | undefined): LedgerFilter {
  const { cycle, state, kind, agency, day, recipient } = query;
  return {
    cycle: cycle === 'all' ? undefined : cycle || current,
    state: state && Object.hasOwn(notificationWords, state) ? (state as NotificationState) : undefined,
    kind: kind && Object.hasOwn(letterWords, kind) ? (kind as LetterKind) : undefined,
    agency: agency || undefined,
    day: dayFrom(day),
    recipient: recipient?.trim().toLowerCase() || undefined,
  };
}

function address({ cycle, day, ...filter }: LedgerFilter, page = 1): string {
  const query = { cycle: cycle ?? 'all', ...filter, day: day?.toString(), ...(page > 1 && { page: String(page) }) };
  return `${path}?${new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : [])))}`;
}

function choice(
  label: string,
  name: string,
  chosen: string | undefined,
  options: readonly (readonly [string, string])[],
): Html {
  return html`<label
    >${label}<select name="${name}">
      <option value="${name === 'cycle' ? 'all' : ''}">Tất cả</option>
      ${options.map(([value, words]) => html`<option value="${value}" ${value === chosen && raw('selected')}>${words}</option>`)}
    </select></label
  >`;
}

function stateChoices(filter: LedgerFilter, { tally }: LedgerView): Html {
  const all = [...tally.values()].reduce((sum, each) => sum + each, 0);
  const entry = (state: NotificationState | undefined, words: string, count: number) =>
    html`<li>
      <a href="${address({ ...filter, state })}" ${state === filter.state && raw('aria-current="true"')}>${words} <span class="count">${numberWords(count)}</span></a>
    </li>`;
  return html`<nav class="choices" aria-label="Lọc theo kết quả gửi">
    <ul>
      ${entry(undefined, 'Tất cả', all)}
      ${(Object.keys(notificationWords) as NotificationState[])
        .filter((state) => tally.has(state) || state === filter.state)
        .map((state) => entry(state, notificationWords[state], tally.get(state) ?? 0))}
    </ul>
  </nav>`;
}

const ledgerTable = (
  { lines, bounces }: LedgerView,
  resend: (line: LedgerView['lines'][number]) => Html | false,
): Html =>
  html`<table class="ledger">
    <caption class="unseen">
      Các thư, mới nhất trước
    </caption>
    <thead>
      <tr>
        <th scope="col">Dự kiến</th>
        <th scope="col">Thư</th>
        <th scope="col">Gửi tới</th>
        <th scope="col">Kết quả</th>
        <th scope="col" class="wide">Vì sao có thư</th>
      </tr>
    </thead>
    <tbody>
      ${lines.map(
        (line) =>
          html`<tr>
            <td>${stampTime(line.planned_at)}</td>
            <th scope="row"><a href="${linePath(line.slot)}">${letterName(line)}</a>${line.subject && html`<small>${line.subject}</small>`}</th>
            <td>
              ${line.agency_name && line.cycle_id ? html`<a href="/cycles/${line.cycle_id}/agencies/${line.agency_code}">${line.agency_name}</a>` : readerWords(line)}
              <small>${line.recipients.length > 0 ? `${line.recipients.length} người nhận` : 'chưa có người liên hệ'}</small>
            </td>
            <td>${letterState(line.state)}${line.settled_at && html`<small>${stampTime(line.settled_at)}</small>`}${outcome(line)}${bounceNotes(bounces.get(line.slot) ?? [])}</td>
            <td class="wide">
              <details>
                <summary>${line.why}</summary>
                ${whyOf(line)} ${resend(line)}
              </details>
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
