import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { owesNothing } from '../../domain/obligation.ts';
import { momentWords } from '../../domain/words.ts';
import { changeContact } from '../../office/change-contact.ts';
import { decideExtension } from '../../office/extend-deadline.ts';
import { excuseAgency } from '../../office/excuse-agency.ts';
import { leaveAt } from '../../office/notify.ts';
import { recordPaperReport } from '../../office/record-paper-report.ts';
import { readThread } from '../../office/read-thread.ts';
import type { Thread } from '../../office/read-thread.ts';
import { resendLetter } from '../../office/resend-letter.ts';
import { revokeLink } from '../../office/revoke-link.ts';
import { getOfficeHours } from '../../store/installation.ts';
import { getForm } from '../../store/cycles.ts';
import { getObligationOf } from '../../store/obligations.ts';
import { agencyFacts } from '../components/agency-facts.ts';
import { agencyPeople } from '../components/agency-people.ts';
import { contactForm } from '../components/contact-form.ts';
import { extensionDecision } from '../components/extension-decision.ts';
import { areaField } from '../components/field.ts';
import { icon } from '../components/icons.ts';
import { isResendable } from '../components/letter-card.ts';
import { paperForm } from '../components/paper-form.ts';
import { resendForm } from '../components/resend-form.ts';
import { lookState } from '../components/states.ts';
import { threadEntries } from '../components/thread-entries.ts';
import type { Entry } from '../components/thread-entries.ts';
import { cycleOf } from '../cycle-params.ts';
import { idOf, openForm, typedOf } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show, StaffFrame } from '../frame.ts';
import type { Html } from '../html.ts';
import { readRoomPeople } from '../../office/read-room-people.ts';
import { agencyPeopleForms } from './agency-people.ts';
import { paperFrom } from '../paper-fields.ts';
import { readPeople } from '../../office/read-people.ts';
import { sectionWordsOf } from '../section-words.ts';

const contactRoles = ['head', 'focal', 'mailbox'] as const;

const codeOf = ({ params }: FastifyRequest): string => (params as { code: string }).code;

/** Hồ sơ cơ quan: one thread, past and future, and what may be done. */
export function agencyPage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;
  const base = '/cycles/:regime/:term/agencies/:code';
  const pathOf = (request: FastifyRequest) => `/cycles/${cycleOf(request)}/agencies/${codeOf(request)}`;

  const show: Show = async (request, reply, failure) => {
    const frame = await openStaffFrame(deps, request, reply, failure);
    const { now, csrf } = frame;
    const thread = await readThread(db, cycleOf(request), codeOf(request), now);
    const hours = await getOfficeHours(db);
    const path = pathOf(request);
    const entries = threadEntries(thread, {
      person: await readPeople(db),
      sectionWords: sectionWordsOf(await getForm(db, thread.cycle.form)),
      resend: (line) =>
        frame.may('review') &&
        isResendable(line) &&
        resendForm(line, { action: `${path}/resend`, csrf, now, leavesAt: leaveAt(line.kind, now, hours) }),
    });
    const people = await readRoomPeople(db, thread.obligation, now);
    const { agencyName } = thread.obligation;
    return frame.page(
      { title: agencyName, place: 'board', width: 'wide' },
      html`<p class="crumbs"><a href="/cycles/${thread.cycle.id}">Theo dõi ${thread.cycle.words}</a> ›</p>
        <div class="title">
          <h1>${agencyName}</h1>
          ${lookState(thread.look)}
        </div>
        <div class="split">
          <section aria-labelledby="thread-title">
            <h2 id="thread-title">Diễn biến và các bước tiếp theo</h2>
            <p><a href="${path}/letters">Vì sao có thư, vì sao không có thư trong một ngày?</a></p>
            ${threadList(entries, now)}
          </section>
          <aside aria-label="Thông tin và xử lý">${frame.may('review') && waiting(thread, frame, path)} ${agencyFacts(thread)} ${agencyPeople({ ...frame, people, actor: frame.staff, path, open: !thread.cycle.closedAt && frame.may('review') })} ${frame.may('review') && actions(thread, frame, path)}</aside>
        </div>`,
    );
  };

  agencyPeopleForms(app, deps, show);
  app.get(base, answerWith(show));
  app.post(`${base}/extension`, { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const form = openForm(request);
    const decision = form.typed['decision'] === 'refused' ? 'refused' : 'granted';
    const until = decision === 'granted' ? form.day('until', 'Cần ghi ngày gia hạn, ví dụ 21/12/2026.') : undefined;
    const words = form.text('words', decision === 'refused' ? 'Cần nêu lý do không gia hạn.' : undefined);
    form.check();
    const extension = idOf(form.typed['extension'], 'extension.not_found');
    await decideExtension(db, { extension, decision, until, words, actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}?done=${decision}`, 303);
  });
  app.post(`${base}/excuse`, { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const { id } = await getObligationOf(db, cycleOf(request), codeOf(request));
    await excuseAgency(db, { obligation: id, reason: typedOf(request)['reason'] ?? '', actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}?done=excused`, 303);
  });
  app.post(`${base}/paper`, { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const { id } = await getObligationOf(db, cycleOf(request), codeOf(request));
    const paper = await paperFrom(deps, request, { subject: id, actor });
    await recordPaperReport(db, { ...paper, obligation: id, actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}?done=paper`, 303);
  });
  app.post(`${base}/resend`, { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const { slot = '', attempt } = typedOf(request);
    await resendLetter(db, { slot, attempt: idOf(attempt, 'request.invalid'), actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}?done=resent`, 303);
  });
  app.post(`${base}/contact`, { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const form = openForm(request);
    const role = contactRoles.find((each) => each === form.typed['role']) ?? 'focal';
    const [name, title, email] = [form.text('name'), form.text('title'), form.text('email')];
    await changeContact(db, { agency: codeOf(request), role, name, title, email, actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}?done=contact`, 303);
  });
  app.post(`${base}/revoke-link`, { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const { id } = await getObligationOf(db, cycleOf(request), codeOf(request));
    await revokeLink(db, { obligation: id, actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}?done=revoked`, 303);
  });
}

function threadList(entries: readonly Entry[], now: Temporal.Instant): Html {
  const past = entries.filter((entry) => !entry.coming);
  const coming = entries.filter((entry) => entry.coming);
  return html`<ol class="thread">
    ${past.length === 0 && html`<li class="entry plain">Chưa có thư hay báo cáo nào trong kỳ này.</li>`}
    ${past.map(entryItem)}
    <li class="today"><strong>Bây giờ: ${momentWords(now)}</strong></li>
    ${coming.length === 0 && html`<li class="entry faint"><span class="dot">${icon('none')}</span><p class="note">Không còn thư nào sẽ gửi cho cơ quan này.</p></li>`}
    ${coming.map(entryItem)}
  </ol>`;
}

const entryItem = ({ at, icon: name, tone, body, coming }: Entry): Html =>
  html`<li class="entry ${tone} ${coming ? 'coming' : ''}">
    <span class="dot">${icon(name)}</span>
    <div>
      ${!coming && html`<time class="when" datetime="${at.toString()}">${momentWords(at)}</time>`} ${body}
    </div>
  </li>`;

const isOpen = ({ cycle, obligation }: Thread): boolean => !cycle.closedAt && !owesNothing(obligation.state);

/** Whether a document outside the system may still count: not while a report sent on the system waits for review. */
const takesPaper = ({ cycle, obligation: { state }, submissions }: Thread): boolean =>
  !cycle.closedAt && state !== 'accepted' && !(state === 'submitted' && submissions[0]?.channel === 'system');

/** The request for an extension that waits for a decision. */
function waiting(thread: Thread, { csrf, failure }: StaffFrame, path: string): Html | false {
  const pending = thread.extensions.find((each) => !each.decision);
  if (!pending || !isOpen(thread)) return false;
  return extensionDecision(pending, { path, csrf, failure, limit: thread.cycle.extensionLimit });
}

function actions(thread: Thread, { csrf, failure }: StaffFrame, path: string): Html {
  const { obligation } = thread;
  const open = isOpen(thread);
  return html`<section class="card">
      <h2>Xử lý khác</h2>
      ${
        open &&
        html`<details ${failure?.form === 'excuse' && html`open`}>
          <summary>Không phải báo cáo trong kỳ này</summary>
          <form method="post" action="${path}/excuse" novalidate>
            ${csrf}
            <p>Các thư nhắc, đôn đốc sẽ dừng với ${obligation.agencyName}. Cơ quan nhận thư nêu lý do dưới đây.</p>
            ${areaField({ form: 'excuse', name: 'reason', label: 'Lý do', failure, required: true })}
            <button class="secondary" type="submit">Ghi nhận không phải báo cáo</button>
          </form>
        </details>`
      }
      ${takesPaper(thread) && paperForm(path, obligation.agencyName, csrf, failure)} ${contactForm(path, csrf, failure)}
      <details>
        <summary>Thu hồi liên kết nộp báo cáo</summary>
        <form method="post" action="${path}/revoke-link">
          ${csrf}
          <p>
            Liên kết chung trong mọi thư đã gửi cho ${obligation.agencyName} ngừng hoạt động ngay. Các thư gửi từ nay mang liên kết mới;
            bản nháp, bản đã nộp và liên kết riêng của từng người giữ nguyên.
          </p>
          <button class="secondary" type="submit">Thu hồi liên kết</button>
        </form>
      </details>
    </section>`;
}
