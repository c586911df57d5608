import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { documentDate, momentWords, weekdayWords } from '../../domain/words.ts';
import { dayOf } from '../../domain/zone.ts';
import { issueLetter } from '../../office/issue-letter.ts';
import { dayField, textField } from '../components/field.ts';
import { plainState } from '../components/states.ts';
import { idOf, openForm } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show, StaffFrame } from '../frame.ts';
import type { Html } from '../html.ts';
import type { SettledAgency } from '../../store/schema.ts';
import { getLetter } from '../../store/letters.ts';
import { readPeople } from '../../office/read-people.ts';

type Letter = Awaited<ReturnType<typeof getLetter>>;

const idIn = ({ params }: FastifyRequest): string => idOf((params as { id: string }).id, 'letter.not_found');

/** A drafted letter as it will print, and its issuing by a leader. */
export function letterPage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;

  const show: Show = async (request, reply, failure) => {
    const frame = await openStaffFrame(deps, request, reply, failure);
    const letter = await getLetter(db, idIn(request));
    const person = await readPeople(db);
    return frame.page(
      { title: letter.title, place: 'compilations', width: 'wide' },
      html`<p class="crumbs"><a href="/cycles/${letter.cycle_id}/compilations">Tổng hợp</a> ›</p>
        <div class="title">
          <h1>${letter.title}</h1>
          ${letter.number ? plainState('good', 'check', 'Đã ban hành') : plainState('info', 'pen', 'Dự thảo, chờ ban hành')}
        </div>
        <div class="split">
          ${sheet(letter)}
          <aside aria-label="Ban hành">${letter.number ? issued(letter, person) : issueForm(letter, frame)} ${changedSince(letter)}</aside>
        </div>`,
    );
  };

  app.get('/letters/:id', answerWith(show));
  app.post('/letters/:id/issue', { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'lead');
    const form = openForm(request);
    const number = form.text('number', 'Cần ghi số, ký hiệu văn bản.');
    const issuedOn = form.day('issuedOn', 'Cần ghi ngày ban hành.');
    form.check();
    await issueLetter(db, { letter: idIn(request), number, issuedOn, actor, at: clock.now() });
    return reply.redirect(`/letters/${idIn(request)}?done=issued`, 303);
  });
}

/** Room for what a hand fills in. */
const gap = '\u00a0'.repeat(7);

/** The sheet in the layout of NĐ 30/2020. */
const sheet = ({ title, content, number, issued_on, drafted_at }: Letter): Html =>
  html`<article class="sheet" lang="vi" aria-label="Nội dung dự thảo">
    <div class="heading">
      <p>ỦY BAN NHÂN DÂN<br />TỈNH QUẢNG NGÃI<br /><strong>SỞ KHOA HỌC VÀ CÔNG NGHỆ</strong></p>
      <p><strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br /><span class="motto">Độc lập - Tự do - Hạnh phúc</span></strong></p>
      <p>Số: ${number ?? `${gap}/BC-SKHCN`}</p>
      <p><em>Quảng Ngãi, ${issued_on ? documentDate(issued_on) : `ngày${gap}tháng${gap}năm ${dayOf(drafted_at).year}`}</em></p>
    </div>
    <h2>BÁO CÁO<small>${title.replace(/^Báo cáo UBND tỉnh\s*/, '').replace(/^./, (first) => first.toUpperCase())}</small></h2>
    <p class="to">Kính gửi: Ủy ban nhân dân tỉnh Quảng Ngãi.</p>
    ${content.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
    <table>
      <caption>
        Danh sách cơ quan, địa phương chưa gửi báo cáo
      </caption>
      <thead>
        <tr>
          <th scope="col">STT</th>
          <th scope="col">Cơ quan, địa phương</th>
          <th scope="col">Hạn gửi</th>
          <th scope="col">Tình trạng</th>
          <th scope="col">Số lần đôn đốc</th>
        </tr>
      </thead>
      <tbody>
        ${
          content.list.length === 0 &&
          html`<tr>
            <td colspan="5">Không còn cơ quan, địa phương nào.</td>
          </tr>`
        }
        ${content.list.map(
          ({ agency, due, state, urged }, place) =>
            html`<tr>
              <td class="number">${place + 1}</td>
              <th scope="row">${agency}</th>
              <td>${due}</td>
              <td>${state}</td>
              <td class="number">${urged}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </article>`;

const issued = ({ number, issued_on, issued_at, issued_by }: Letter, person: (actor: string) => string): Html =>
  html`<section class="card">
    <h2>Đã ban hành</h2>
    <dl class="pairs">
      <dt>Số, ký hiệu</dt>
      <dd>${number}</dd>
      <dt>Ngày</dt>
      <dd>${issued_on && weekdayWords(issued_on)}</dd>
      <dt>Người ghi</dt>
      <dd>${person(issued_by ?? '')}${issued_at && html`<br /><small>${momentWords(issued_at)}</small>`}</dd>
    </dl>
  </section>`;

/** Agencies of the list that are no longer late: taken off a draft, noted beside an issued letter. */
function changedSince({ number, content }: Letter): Html {
  const entries = (number ? content.settled : content.dropped) ?? [];
  const taken = number ? (content.dropped ?? []) : [];
  return html`${
    entries.length > 0 &&
    html`<section class="card">
      <h2>${number ? 'Thay đổi sau khi ban hành' : 'Đã đưa ra khỏi danh sách'}</h2>
      <p>
        ${
          number
            ? 'Văn bản đã ban hành được giữ nguyên. Các cơ quan sau đây có tên trong danh sách, nay không còn chậm:'
            : 'Dự thảo đã bỏ tên các cơ quan sau đây và cập nhật số liệu:'
        }
      </p>
      ${settledList(entries)}
    </section>`
  }
  ${taken.length > 0 && html`<section class="card"><h2>Đã đưa ra khỏi danh sách trước khi ban hành</h2>${settledList(taken)}</section>`}`;
}

const settledList = (entries: readonly SettledAgency[]): Html =>
  html`<ul class="plain-list">
    ${entries.map(
      ({ agency, at, why }) =>
        html`<li><strong>${agency}</strong> ${why}<small>${momentWords(Temporal.Instant.from(at))}</small></li>`,
    )}
  </ul>`;

function issueForm({ id, drafted_at }: Letter, { csrf, failure, now, may }: StaffFrame): Html {
  const form = 'issue';
  if (!may('lead')) {
    return html`<section class="card">
      <h2>Ban hành</h2>
      <p>Chỉ lãnh đạo Sở được ghi ban hành. Hệ thống chỉ lập dự thảo và không tự gửi văn bản này.</p>
    </section>`;
  }
  return html`<section class="card urgent">
    <h2>Ban hành</h2>
    <p>
      Dự thảo do hệ thống lập lúc ${momentWords(drafted_at)}. Việc ban hành ghi lại số và ngày của văn bản đã ký; hệ thống không tự gửi
      văn bản này cho ai, và mọi nhận xét, phê bình là của người ký.
    </p>
    <form method="post" action="/letters/${id}/issue" novalidate>
      ${csrf} ${textField({ form, name: 'number', label: 'Số, ký hiệu', hint: 'ví dụ 87/BC-SKHCN', failure, required: true })}
      ${dayField({ form, name: 'issuedOn', label: 'Ngày ban hành', value: dayOf(now), failure, required: true })}
      <button type="submit">Ghi đã ban hành</button>
    </form>
  </section>`;
}
