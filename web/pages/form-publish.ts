import type { FastifyInstance } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { formDefects, isPublishable } from '../../domain/form-defects.ts';
import { formDifference } from '../../domain/form-difference.ts';
import { publishForm } from '../../office/publish-form.ts';
import { readForm } from '../../office/read-forms.ts';
import type { FormView } from '../../office/read-forms.ts';
import { areaField } from '../components/field.ts';
import { formChanges } from '../components/form-changes.ts';
import { formDefectList } from '../components/form-defects.ts';
import { typedOf } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show, StaffFrame } from '../frame.ts';
import type { Html } from '../html.ts';
import { formIn } from './form.ts';

/** Before a draft becomes a version: what changes, for whom and from when. */
export function formPublishPage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;

  const show: Show = async (request, reply, failure) => {
    const frame = await openStaffFrame(deps, request, reply, failure, 'lead');
    const form = await readForm(db, formIn(request));
    const title = form.draft ? `Ban hành phiên bản ${form.draft.base + 1}` : 'Ban hành đề cương';
    return frame.page(
      { title, place: 'regimes' },
      html`<p class="crumbs"><a href="/forms">Đề cương, biểu mẫu</a> › <a href="/forms/${form.id}">${form.id}</a> ›</p>
        <h1>${title}</h1>
        ${form.draft ? whatHappens(form, form.draft, frame) : html`<p class="nothing">Đề cương này không có dự thảo; không còn việc phải làm ở đây. <a href="/forms/${form.id}">Về đề cương</a></p>`}`,
    );
  };

  app.get('/forms/:id/publish', answerWith(show));
  app.post('/forms/:id/publish', { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'lead');
    const { revision, reason = '' } = typedOf(request);
    await publishForm(db, { form: formIn(request), seen: Number(revision), reason, actor, at: clock.now() });
    return reply.redirect(`/forms/${formIn(request)}?done=form-published`, 303);
  });
}

function whatHappens(form: FormView, draft: NonNullable<FormView['draft']>, { csrf, failure }: StaffFrame): Html {
  const { id, newest, regimes, cycles, versions } = form;
  const defects = formDefects(draft, versions);
  const open = cycles.filter(({ closed }) => !closed);
  return html`<p class="lead">${draft.title}</p>
    <ul>
      <li>
        ${
          regimes.length > 0
            ? html`Từ kỳ mở sau, các cơ quan báo cáo theo phiên bản này: ${regimes.map(({ name }) => name).join(', ')}.`
            : 'Chưa có chế độ báo cáo nào dùng đề cương này, nên chưa cơ quan nào thấy.'
        }
      </li>
      ${open.map(({ words, version }) => html`<li>Kỳ đang mở, ${words}, giữ nguyên phiên bản ${version}.</li>`)}
      <li>Phiên bản đã ban hành không sửa được nữa; sửa là lập phiên bản tiếp theo.</li>
    </ul>
    ${defects.length > 0 && html`<h2>Kiểm tra</h2> ${formDefectList(defects, draft)}`}
    ${newest && html`<h2>Khác phiên bản ${newest.version}</h2> ${formChanges(formDifference(newest, draft))}`}
    ${
      isPublishable(defects)
        ? html`<form method="post" action="/forms/${id}/publish" novalidate>
            ${csrf}
            <input type="hidden" name="revision" value="${draft.revision}" />
            ${areaField({ form: 'publish', name: 'reason', label: 'Lý do, căn cứ của phiên bản này', failure, required: true })}
            <p class="buttons">
              <button type="submit">Ban hành phiên bản ${draft.base + 1}</button>
              <a href="/forms/${id}">Chưa ban hành</a>
            </p>
          </form>`
        : html`<p class="buttons"><a role="button" href="/forms/${id}/edit">Sửa dự thảo</a></p>`
    }`;
}
