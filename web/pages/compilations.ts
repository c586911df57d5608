import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { momentWords, weekdayWords } from '../../domain/words.ts';
import { dayOf } from '../../domain/zone.ts';
import { readBoard } from '../../office/read-board.ts';
import type { Board } from '../../office/read-board.ts';
import { recordSending } from '../../office/record-sending.ts';
import { cancelCompilation, startCompilation } from '../../office/start-compilation.ts';
import { getCompilation, listCompilations, listSendings } from '../../store/compilations.ts';
import { compilationRuns } from '../components/compilation-runs.ts';
import type { Run } from '../components/compilation-runs.ts';
import { dayField, selectField, textField } from '../components/field.ts';
import { plainState } from '../components/states.ts';
import { shortTime, stampTime } from '../components/times.ts';
import { cycleOf } from '../cycle-params.ts';
import { idOf, openForm, typedOf } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show, StaffFrame } from '../frame.ts';
import type { Html } from '../html.ts';
import { getFile } from '../../api/reads/get-file.ts';
import { listLetters } from '../../api/reads/list-letters.ts';
import { readPeople } from '../reads/read-people.ts';
import { sendFile } from '../../api/send-file.ts';
import { lookWords, numberWords } from '../words.ts';

const base = '/cycles/:regime/:year/compilations';

/** Tổng hợp: runs, gaps, sendings, letters that wait to be issued. */
export function compilationsPage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;
  const pathOf = (request: FastifyRequest) => `/cycles/${cycleOf(request)}/compilations`;
  const runOf = ({ params }: FastifyRequest) => idOf((params as { id: string }).id, 'compilation.not_found');

  const show: Show = async (request, reply, failure) => {
    const frame = await openStaffFrame(deps, request, reply, failure);
    const cycle = cycleOf(request);
    const path = pathOf(request);
    const board = await readBoard(db, cycle, frame.now);
    const runs = await listCompilations(db, cycle);
    const person = await readPeople(db);
    return frame.page(
      { title: `Tổng hợp năm ${board.cycle.year}`, place: 'compilations', width: 'wide', scripts: ['htmx.js'] },
      html`<h1>Báo cáo tổng hợp năm ${board.cycle.year}</h1>
        <p class="lead">Gửi Bộ Khoa học và Công nghệ, Thủ tướng Chính phủ chậm nhất ${weekdayWords(board.cycle.sendUp)}.</p>
        <div class="split">
          <div>
            ${compilationRuns(runs, { path, person, csrf: frame.csrf, may: frame.may('review') })} ${await letters(cycle)}
            ${await sendings(cycle, person)}
          </div>
          <aside aria-label="Lập và gửi báo cáo tổng hợp">
            ${frame.may('review') && startForm(board, frame, path)} ${frame.may('review') && sendingForm(runs, frame, path)} ${gaps(board)}
          </aside>
        </div>`,
    );
  };

  app.get(base, answerWith(show));
  app.post(base, { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const { extent, attempt } = typedOf(request);
    const slot = `${cycleOf(request)}/by-hand/${idOf(attempt, 'request.invalid')}`;
    await startCompilation(db, { cycle: cycleOf(request), final: extent === 'final', slot, actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}?done=compiling`, 303);
  });
  app.post(`${base}/:id/cancel`, { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    await cancelCompilation(db, { compilation: runOf(request), actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}?done=cancelled`, 303);
  });
  app.post(`${base}/sending`, { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const form = openForm(request);
    const documentNumber = form.text('documentNumber', 'Cần ghi số, ký hiệu văn bản.');
    const issuedOn = form.day('issuedOn', 'Cần ghi ngày ban hành.');
    const receiver = form.text('receiver', 'Cần ghi nơi nhận.');
    const channel = form.text('channel');
    const compilation = idOf(form.typed['compilation'], 'compilation.not_found');
    form.check();
    await recordSending(db, { compilation, documentNumber, issuedOn, receiver, channel, actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}?done=recorded`, 303);
  });
  app.get(`${base}/:id/report.docx`, async (request, reply) => {
    onlyStaff(request);
    const run = await getCompilation(db, runOf(request));
    const name = `bao-cao-tong-hop-${cycleOf(request).replace('/', '-')}-lan-${run.number}.docx`;
    return sendFile(reply, { ...(await getFile(db, run.file_sha256 ?? '')), name });
  });

  const letters = async (cycle: string): Promise<Html> => {
    const drafts = await listLetters(db, cycle);
    return html`<section>
      <h2>Công văn, báo cáo chờ ban hành</h2>
      ${
        drafts.length > 0
          ? html`<table>
              <caption class="unseen">
                Dự thảo do hệ thống lập, người có thẩm quyền ban hành
              </caption>
              <thead>
                <tr>
                  <th scope="col">Văn bản</th>
                  <th scope="col" class="wide">Dự thảo lúc</th>
                  <th scope="col">Tình trạng</th>
                </tr>
              </thead>
              <tbody>
                ${drafts.map(
                  (draft) =>
                    html`<tr class="line">
                      <th scope="row"><a class="row-link" href="/letters/${draft.id}">${draft.title}</a></th>
                      <td class="wide">${stampTime(draft.drafted_at)}</td>
                      <td>
                        ${
                          draft.number && draft.issued_on
                            ? html`${plainState('good', 'check', `Số ${draft.number}`)} ${shortTime(draft.issued_on)}`
                            : plainState('info', 'pen', 'Chờ ban hành')
                        }
                      </td>
                    </tr>`,
                )}
              </tbody>
            </table>`
          : html`<p class="nothing">Chưa có dự thảo nào. Dự thảo báo cáo UBND tỉnh được lập theo tiến trình của kỳ nếu còn cơ quan chưa gửi.</p>`
      }
    </section>`;
  };

  const sendings = async (cycle: string, person: (actor: string) => string): Promise<Html> => {
    const sent = await listSendings(db, cycle);
    return html`<section>
      <h2>Đã ban hành và gửi</h2>
      ${
        sent.length > 0
          ? html`<table>
              <caption class="unseen">
                Số, ngày, nơi nhận của báo cáo tổng hợp đã gửi
              </caption>
              <thead>
                <tr>
                  <th scope="col">Số, ký hiệu</th>
                  <th scope="col">Ngày</th>
                  <th scope="col">Nơi nhận</th>
                  <th scope="col" class="wide">Cách gửi</th>
                  <th scope="col">Bản tổng hợp</th>
                  <th scope="col" class="wide">Người ghi</th>
                </tr>
              </thead>
              <tbody>
                ${sent.map(
                  (each) =>
                    html`<tr>
                      <th scope="row">${each.document_number}</th>
                      <td>${shortTime(each.issued_on)}</td>
                      <td>${each.receiver}</td>
                      <td class="wide">${each.channel}</td>
                      <td>lần ${each.number}</td>
                      <td class="wide">${person(each.recorded_by)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
          : html`<p class="nothing">Chưa ghi lần gửi nào.</p>`
      }
    </section>`;
  };
}

function startForm(board: Board, { csrf }: StaffFrame, path: string): Html {
  const { figures, lines, asOf } = board;
  const unreviewed = lines.filter(({ state }) => state === 'submitted').length;
  return html`<section class="card">
    <h2>Lập báo cáo tổng hợp</h2>
    <p>
      Bản tổng hợp lấy bản mới nhất của <strong>${figures.reported} cơ quan</strong> đã gửi, tính đến ${momentWords(asOf)}${unreviewed > 0 && html`, trong đó <strong>${unreviewed}</strong> bản chưa thẩm tra`}.
      ${figures.missing > 0 && html`<strong>${figures.missing} cơ quan</strong> chưa gửi được ghi tên trong phụ lục.`} Văn bản là dự thảo Word; không gửi đi
      đâu cho đến khi có người ký.
    </p>
    <form method="post" action="${path}">
      ${csrf}
      <input type="hidden" name="attempt" value="${randomUUID()}" />
      <fieldset>
        <legend>Loại</legend>
        <label><input type="radio" name="extent" value="draft" checked /> Dự thảo, để rà soát</label>
        <label><input type="radio" name="extent" value="final" /> Chính thức, để trình ký</label>
      </fieldset>
      <button type="submit">Lập báo cáo</button>
    </form>
  </section>`;
}

function sendingForm(runs: readonly Run[], { csrf, failure, now }: StaffFrame, path: string): Html {
  const ready = runs.filter(({ state }) => state === 'ready');
  const form = 'sending';
  if (ready.length === 0) return html``;
  return html`<section class="card">
    <h2>Ghi số và nơi gửi</h2>
    <form method="post" action="${path}/sending" novalidate>
      ${csrf}
      ${selectField({ form, name: 'compilation', label: 'Bản tổng hợp', failure, value: ready[0]?.id, options: ready.map(({ id, number, final }) => [id, `Lần ${number}, ${final ? 'chính thức' : 'dự thảo'}`] as const) })}
      ${textField({ form, name: 'documentNumber', label: 'Số, ký hiệu văn bản', hint: 'ví dụ 315/BC-UBND', failure, required: true })}
      ${dayField({ form, name: 'issuedOn', label: 'Ngày ban hành', value: dayOf(now), failure, required: true })}
      ${textField({ form, name: 'receiver', label: 'Nơi nhận', hint: 'ví dụ Bộ Khoa học và Công nghệ', failure, required: true })}
      ${textField({ form, name: 'channel', label: 'Cách gửi', value: 'Trục liên thông văn bản', failure })}
      <button class="secondary" type="submit">Ghi lại</button>
    </form>
  </section>`;
}

function gaps({ lines, cycle }: Board): Html {
  const missing = lines.filter(({ state }) => state === 'open' || state === 'returned');
  return html`<section class="card">
    <h2>Còn thiếu <span class="count">${numberWords(missing.length)}</span></h2>
    ${
      missing.length > 0
        ? html`<ul class="plain-list scrolled" tabindex="0" aria-label="Cơ quan chưa gửi">
            ${missing.map(
              ({ agency, look }) =>
                html`<li><a href="/cycles/${cycle.id}/agencies/${agency.code}">${agency.name}</a> <small>${lookWords[look].toLowerCase()}</small></li>`,
            )}
          </ul>`
        : html`<p>Mọi cơ quan phải báo cáo đã gửi.</p>`
    }
  </section>`;
}

