import type { FastifyInstance } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { indicatorsOf } from '../../domain/form.ts';
import { readForms } from '../../office/read-forms.ts';
import type { ListedForm } from '../../office/read-forms.ts';
import { plainState } from '../components/states.ts';
import { stampTime } from '../components/times.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import type { Html } from '../html.ts';

/** Đề cương, biểu mẫu: every form with its newest version, its draft and the regimes that use it. */
export function formsPage(app: FastifyInstance, deps: Deps): void {
  const show: Show = async (request, reply) => {
    const { page, may } = await openStaffFrame(deps, request, reply);
    const forms = await readForms(deps.db);
    return page(
      { title: 'Đề cương, biểu mẫu', place: 'regimes', width: 'wide' },
      html`<p class="crumbs"><a href="/regimes">Chế độ báo cáo</a> ›</p>
        <div class="title">
          <div>
            <h1>Đề cương, biểu mẫu</h1>
            <p class="lead">
              Mỗi chế độ báo cáo hỏi theo một đề cương. Sửa đề cương là lập phiên bản sau; kỳ đang mở giữ phiên bản của nó.
            </p>
          </div>
          ${may('review') && html`<a role="button" href="/forms/new">Lập đề cương mới</a>`}
        </div>
        ${forms.length > 0 ? formTable(forms) : html`<p class="nothing">Chưa có đề cương nào. Lập một đề cương, kiểm tra, rồi ban hành.</p>`}`,
    );
  };
  app.get('/forms', answerWith(show));
}

const formTable = (forms: readonly ListedForm[]): Html =>
  html`<table class="stacked">
    <caption class="unseen">
      Các đề cương, biểu mẫu
    </caption>
    <thead>
      <tr>
        <th scope="col">Đề cương</th>
        <th scope="col">Phiên bản</th>
        <th scope="col">Gồm</th>
        <th scope="col">Chế độ báo cáo dùng đề cương này</th>
      </tr>
    </thead>
    <tbody>
      ${forms.map(
        ({ id, newest, draft, regimes }) =>
          html`<tr class="line">
            <th scope="row"><a class="row-link" href="/forms/${id}">${(newest ?? draft)?.title}</a><small><code>${id}</code></small></th>
            <td>
              ${newest ? plainState('good', 'check', `Phiên bản ${newest.version}`) : plainState('info', 'pen', 'Chưa ban hành')}
              ${newest?.madeAt && html`<small>${stampTime(newest.madeAt)}</small>`} ${newest && draft && plainState('info', 'pen', 'Có dự thảo')}
            </td>
            <td>${sizeWords(newest ?? draft)}</td>
            <td>
              ${regimes.length > 0 ? regimes.map((regime) => html`<a href="/regimes/${regime.id}">${regime.name}</a><br />`) : html`<span class="blank">chưa có</span>`}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;

const sizeWords = (form: ListedForm['newest'] | ListedForm['draft']): string =>
  form ? `${form.sections.length} phần, ${indicatorsOf(form).length} chỉ tiêu` : '';
