import type { FastifyInstance } from 'fastify';
import { html, raw } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { sendFile } from '../../api/send-file.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dayWords } from '../../domain/words.ts';
import { readPeople } from '../../office/read-people.ts';
import { readSubmission } from '../../office/read-submission.ts';
import type { SubmissionView } from '../../office/read-submission.ts';
import { getCalendar } from '../../store/calendars.ts';
import { getFile } from '../../store/files.ts';
import { baseOf, besideOf, besideOptions } from '../beside.ts';
import type { Beside } from '../beside.ts';
import { receivedWords } from '../components/received.ts';
import { reportBeside } from '../components/report-beside.ts';
import { reviewForm, underPart } from '../components/review-comments.ts';
import { decisionForms, reopenForm, verdictCard, versionList } from '../components/review-side.ts';
import { outageNote, timelyState } from '../components/timely.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import type { Html } from '../html.ts';
import { reviewActions, reviewForms, submissionIn } from './review-actions.ts';
import { paperNote } from '../components/paper-note.ts';

/** Thẩm tra: a version beside the one before it or last year's; comments and verdicts by part; accept, return, reopen. */
export function submissionPage(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;

  const show: Show = async (request, reply, refused) => {
    const failure = refused && reviewForms.has(refused.form) ? { ...refused, form: reviewForm } : refused;
    const frame = await openStaffFrame(deps, request, reply, failure);
    const view = await readSubmission(db, submissionIn(request));
    const { submission, obligation, cycle, newest } = view;
    const mayAct = frame.may('review') && newest && !cycle.closedAt;
    const path = `/submissions/${submission.id}`;
    const asked = (request.query as { beside?: unknown }).beside ?? refused?.typed['beside'];
    const beside = besideOf(view, asked);
    const calendar = await getCalendar(db);
    const tools = { view, path, failure, person: await readPeople(db), open: mayAct && !submission.review };
    const reopenable = mayAct && obligation.state === 'accepted';
    return frame.page(
      { title: `Thẩm tra ${obligation.agencyName}`, place: 'board', width: 'wide' },
      html`${heading(view)} ${tabs(view, beside, path)}
        <div class="split">
          <div>${reportBeside(view, baseOf(view, beside), path, (part) => underPart(tools, part))}</div>
          <aside aria-label="Kết quả thẩm tra">
            ${tools.open && decisionForms(tools, frame, { calendar, beside })} ${verdictCard(tools)}
            ${reopenable && reopenForm(tools, frame, { calendar })} ${versionList(view)}
          </aside>
        </div>`,
    );
  };

  app.get('/submissions/:id', answerWith(show));
  reviewActions(app, deps, show);
  app.get('/submissions/:id/attachments/:sha256', async (request, reply) => {
    onlyStaff(request);
    const { sha256 } = request.params as { sha256: string };
    const { content } = await readSubmission(db, submissionIn(request));
    const file = content.attachments.find((each) => each.sha256 === sha256);
    if (!file) throw new Refusal('file.not_found');
    return sendFile(reply, { ...(await getFile(db, sha256)), name: file.name });
  });
}

function heading({ submission, obligation, cycle, versions, previous, next }: SubmissionView): Html {
  const [newest] = versions;
  return html`<p class="crumbs">
      <a href="/cycles/${cycle.id}">Theo dõi ${cycle.words}</a> ›
      <a href="/cycles/${cycle.id}/agencies/${obligation.agency}">${obligation.agencyName}</a> ›
    </p>
    <div class="title">
      <div>
        <h1>Báo cáo của ${obligation.agencyName}, bản ${submission.version}</h1>
        <p class="lead">
          ${receivedWords(submission)} · mã <code>${submission.receipt_code}</code> · hạn ${dayWords(submission.due)}
          ${previous && html` · thay <a href="/submissions/${previous.id}">bản ${previous.version}</a>`}
          ${next && html` · đã được thay bằng <a href="/submissions/${next.id}">bản ${next.version}</a>`}
        </p>
      </div>
      ${timelyState(submission)}
    </div>
    ${outageNote(submission)} ${paperNote(submission)}
    ${
      newest &&
      newest.id !== submission.id &&
      html`<p class="message warn">Đây không phải bản mới nhất. <a href="/submissions/${newest.id}">Xem bản ${newest.version}</a></p>`
    }`;
}

function tabs(view: SubmissionView, chosen: Beside, path: string): Html | false {
  const options = besideOptions(view);
  return (
    options.length > 1 &&
    html`<nav class="choices" aria-label="So sánh báo cáo">
      <ul>
        ${options.map((each) => {
          const base = baseOf(view, each);
          const current = each === chosen && raw('aria-current="true"');
          return html`<li><a href="${path}?beside=${each}" ${current}>${base ? `So với ${base.words}` : 'Không so sánh'}</a></li>`;
        })}
      </ul>
    </nav>`
  );
}
