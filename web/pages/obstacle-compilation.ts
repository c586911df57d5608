import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { sendFile } from '../../api/send-file.ts';
import { obstacleDocument } from '../../documents/obstacle-document.ts';
import type { Period } from '../../domain/period.ts';
import { lastObstaclePeriod } from '../../domain/obstacle-period.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dayWords, momentWords, stampWords } from '../../domain/words.ts';
import { byDate, dayOf } from '../../domain/zone.ts';
import { readObstacleCompilation, recordObstacleCompilation } from '../../office/compile-obstacles.ts';
import { wordDocument } from '../../office/finish-compilation.ts';
import { readPeople } from '../../office/read-people.ts';
import { getCalendar } from '../../store/calendars.ts';
import { getObstacleCompilation, listObstacleCompilations } from '../../store/obstacle-compilations.ts';
import type { KeptObstacles } from '../../store/obstacle-compilations.ts';
import { compiledObstacles } from '../components/compiled-obstacles.ts';
import { dayField } from '../components/field.ts';
import { dayFrom, idOf, openForm } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show, StaffFrame } from '../frame.ts';
import type { Html } from '../html.ts';

const path = '/obstacles/compilation';

/** Tổng hợp vướng mắc cho UBND tỉnh: a span as it stands, kept under a number; each kept one with its Word file. */
export function obstacleCompilationPages(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;
  const idIn = ({ params }: FastifyRequest) => idOf((params as { id: string }).id, 'obstacle_compilation.not_found');

  const show: Show = async (request, reply, failure) => {
    const frame = await openStaffFrame(deps, request, reply, failure);
    const span = await spanOf(request, deps, frame.now);
    const compiled = await readObstacleCompilation(db, { ...span, at: frame.now });
    const person = await readPeople(db);
    return frame.page(
      { title: 'Tổng hợp vướng mắc', place: 'obstacles', width: 'wide' },
      html`<p class="crumbs"><a href="/obstacles">Vướng mắc</a> ›</p>
        <h1>Tổng hợp vướng mắc cho UBND tỉnh</h1>
        ${spanForm(span, frame)}
        <h2>Từ ${dayWords(span.from)} đến ${dayWords(span.to)}, tính đến ${momentWords(frame.now)}</h2>
        ${compiledObstacles(compiled)} ${frame.may('review') && keepForm(span, compiled.number, frame)}
        ${keptTable(await listObstacleCompilations(db), person)}`,
    );
  };

  const showKept: Show = async (request, reply) => {
    const frame = await openStaffFrame(deps, request, reply);
    const { id, content, madeAt, madeBy } = await getObstacleCompilation(db, idIn(request));
    const title = `Tổng hợp vướng mắc lần ${content.number}`;
    const person = await readPeople(db);
    return frame.page(
      { title, place: 'obstacles', width: 'wide' },
      html`<p class="crumbs"><a href="/obstacles">Vướng mắc</a> › <a href="${path}">Tổng hợp</a> ›</p>
        <h1>${title}</h1>
        <p class="lead">
          Từ ${dayWords(content.from)} đến ${dayWords(content.to)}; ${person(madeBy)} lập ${momentWords(madeAt)}.
          <a class="no-print" href="${path}/${id}/document.docx">Tải tệp Word</a>
        </p>
        ${compiledObstacles(content)}`,
    );
  };

  app.get(path, answerWith(show));
  app.post(path, { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const form = openForm(request);
    const from = form.day('from', 'Cần ghi ngày đầu.');
    const to = form.day('to', 'Cần ghi ngày cuối.');
    form.check();
    const attempt = idOf(form.typed['attempt'], 'request.invalid');
    const id = await recordObstacleCompilation(db, { from, to, attempt, actor, at: clock.now() });
    return reply.redirect(`${path}/${id}?done=obstacles-compiled`, 303);
  });
  app.get(`${path}/:id`, answerWith(showKept));
  app.get(`${path}/:id/document.docx`, async (request, reply) => {
    onlyStaff(request);
    const { content } = await getObstacleCompilation(db, idIn(request));
    const name = `tong-hop-vuong-mac-lan-${content.number}.docx`;
    return sendFile(reply, { name, mediaType: wordDocument, content: Buffer.from(await obstacleDocument(content)) });
  });
}

/** The span that an address or a form names; without one from the last period's beginning to today. Refuses: `request.invalid`. */
async function spanOf(request: FastifyRequest, { db }: Deps, now: Temporal.Instant): Promise<Period> {
  const given = (request.method === 'POST' ? openForm(request).typed : request.query) as Record<string, string>;
  const last = lastObstaclePeriod(dayOf(now), await getCalendar(db));
  const [from, to] = [dayFrom(given['from']) ?? last.from, dayFrom(given['to']) ?? dayOf(now)];
  // A refused form is shown again over the usual span: what was typed stays in its fields.
  const wrong = byDate(from, to) > 0 || byDate(from, dayOf(now)) > 0;
  if (wrong && request.method !== 'POST') {
    throw new Refusal('request.invalid', { count: '1' }, [
      { field: 'to', message: 'Ngày cuối không được trước ngày đầu, ngày đầu không thể sau hôm nay.' },
    ]);
  }
  return wrong ? { from: last.from, to: dayOf(now) } : { from, to };
}

const spanForm = ({ from, to }: Period, { failure }: StaffFrame): Html =>
  html`<form class="filters" method="get" action="${path}">
    ${dayField({ form: 'span', name: 'from', label: 'Từ ngày', value: from, failure })}
    ${dayField({ form: 'span', name: 'to', label: 'Đến ngày', value: to, failure })}
    <button class="quiet" type="submit">Xem</button>
  </form>`;

const keepForm = ({ from, to }: Period, number: number, { csrf }: StaffFrame): Html =>
  html`<form method="post" action="${path}" class="no-print keep">
    ${csrf}
    <input type="hidden" name="attempt" value="${randomUUID()}" />
    <input type="hidden" name="from" value="${from.toString()}" /><input type="hidden" name="to" value="${to.toString()}" />
    <button type="submit">Lưu thành bản tổng hợp lần ${number}</button>
    <small class="hint">Lưu danh sách và tình trạng lúc này, kèm dự thảo Word để trình ký; không gửi đi đâu.</small>
  </form>`;

function keptTable(kept: readonly KeptObstacles[], person: (actor: string) => string): Html {
  return html`<section>
    <h2>Các bản tổng hợp đã lập</h2>
    ${
      kept.length > 0
        ? html`<table>
            <caption class="unseen">
              Các bản tổng hợp vướng mắc, mới nhất trước
            </caption>
            <thead>
              <tr>
                <th scope="col">Lần</th>
                <th scope="col">Thời gian</th>
                <th scope="col">Số vướng mắc</th>
                <th scope="col">Lập lúc</th>
                <th scope="col" class="wide">Người lập</th>
                <th scope="col">Văn bản</th>
              </tr>
            </thead>
            <tbody>
              ${kept.map(
                ({ id, content, madeAt, madeBy }) =>
                  html`<tr>
                    <th scope="row"><a href="${path}/${id}">Lần ${content.number}</a></th>
                    <td>${dayWords(content.from)} đến ${dayWords(content.to)}</td>
                    <td>${content.figures.total}, chưa xong ${content.figures.unsettled}</td>
                    <td>${stampWords(madeAt)}</td>
                    <td class="wide">${person(madeBy)}</td>
                    <td><a href="${path}/${id}/document.docx">Word</a></td>
                  </tr>`,
              )}
            </tbody>
          </table>`
        : html`<p class="nothing">Chưa lập bản tổng hợp nào.</p>`
    }
  </section>`;
}
