import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html, raw } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import type { AgencyKind } from '../../domain/agency.ts';
import { formDefects } from '../../domain/form-defects.ts';
import { formDifference } from '../../domain/form-difference.ts';
import { indicatorsOf } from '../../domain/form.ts';
import { readForm } from '../../office/read-forms.ts';
import type { FormView } from '../../office/read-forms.ts';
import { readPeople } from '../../office/read-people.ts';
import { getFormVersion } from '../../store/forms.ts';
import { formChanges } from '../components/form-changes.ts';
import { formDefectCount, formDefectList } from '../components/form-defects.ts';
import { formPreview, kindChoices } from '../components/form-preview.ts';
import { formVersions } from '../components/form-versions.ts';
import { indicatorTable } from '../components/indicator-table.ts';
import { stampTime } from '../components/times.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show, StaffFrame } from '../frame.ts';
import type { Html } from '../html.ts';
import { kindWords } from '../words.ts';

/** The form that an address names; empty where a new one is made. */
export const formIn = ({ params }: FastifyRequest): string => (params as { id?: string }).id ?? '';

/** Which agencies a page looks as: `?kind=ward`. */
export function kindIn({ query }: FastifyRequest): AgencyKind {
  const { kind } = query as { kind?: unknown };
  return typeof kind === 'string' && Object.hasOwn(kindWords, kind) ? (kind as AgencyKind) : 'department';
}

/** One form: its draft, the newest version as agencies see it, its versions and how they differ; and one version alone. */
export function formPages(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;

  const show: Show = async (request, reply, failure) => {
    const frame = await openStaffFrame(deps, request, reply, failure);
    const form = await readForm(db, formIn(request));
    const person = await readPeople(db);
    const shown = form.newest ?? form.draft;
    return frame.page(
      { title: shown?.title ?? form.id, place: 'regimes', width: 'wide' },
      html`${heading(form, frame)} ${draftCard(form, frame, person)}
        ${shown && looked(shown, kindIn(request), `/forms/${form.id}`)} ${formVersions(form, request.query, person)}`,
    );
  };

  const showVersion: Show = async (request, reply) => {
    const { page } = await openStaffFrame(deps, request, reply);
    const { version } = request.params as { version: string };
    const form = await getFormVersion(db, formIn(request), /^[1-9]\d{0,5}$/.test(version) ? Number(version) : 0);
    const path = `/forms/${form.id}/versions/${version}`;
    return page(
      { title: `${form.title}, phiên bản ${version}`, place: 'regimes', width: 'wide' },
      html`<p class="crumbs"><a href="/regimes">Chế độ báo cáo</a> › <a href="/forms">Đề cương</a> › <a href="/forms/${form.id}">${form.id}</a> ›</p>
        <h1>${form.title}, phiên bản ${version}</h1>
        ${form.reason && html`<p class="lead">${form.reason}</p>`}
        <p class="buttons"><a href="/api/v1${path}" download="${form.id}-${version}.json">Tải về dạng JSON</a></p>
        ${looked(form, kindIn(request), path)}`,
    );
  };

  app.get('/forms/:id', answerWith(show));
  app.get('/forms/:id/versions/:version', answerWith(showVersion));
}

function heading({ id, newest, draft, regimes }: FormView, { may }: StaffFrame): Html {
  const shown = newest ?? draft;
  return html`<p class="crumbs"><a href="/regimes">Chế độ báo cáo</a> › <a href="/forms">Đề cương, biểu mẫu</a> ›</p>
    <h1>${shown?.title}</h1>
    <p class="lead">
      <code>${id}</code> · ${newest ? `phiên bản ${newest.version}` : 'chưa ban hành'} · ${shown?.sections.length} phần,
      ${shown && indicatorsOf(shown).length} chỉ tiêu
    </p>
    ${shown?.source && html`<p class="note">Căn cứ: ${shown.source}</p>`}
    <p>
      ${
        regimes.length > 0
          ? html`Chế độ báo cáo dùng đề cương này: ${regimes.map((regime, at) => html`${at > 0 && ', '}<a href="/regimes/${regime.id}">${regime.name}</a>`)}.`
          : 'Chưa có chế độ báo cáo nào dùng đề cương này.'
      }
    </p>
    <p class="buttons">
      ${may('review') && html`<a role="button" class="secondary" href="/forms/${id}/edit">${draft ? 'Sửa tiếp dự thảo' : 'Sửa: lập phiên bản sau'}</a>`}
      ${newest && html`<a href="/api/v1/forms/${id}/versions/${newest.version}" download="${id}-${newest.version}.json">Tải về dạng JSON</a>`}
      ${may('review') && newest && html`<a href="/forms/new?from=${id}">Lập đề cương mới từ đề cương này</a>`}
    </p>`;
}

function draftCard({ id, draft, newest, versions }: FormView, { may }: StaffFrame, person: (actor: string) => string) {
  if (!draft) return html``;
  const defects = formDefects(draft, versions);
  return html`<section class="card" aria-labelledby="draft-title">
    <div>
      <h2 id="draft-title">Dự thảo phiên bản ${draft.base + 1} ${formDefectCount(defects)}</h2>
      <p>Lưu lần cuối ${stampTime(draft.savedAt)}, ${person(draft.savedBy)}. Chưa cơ quan nào thấy dự thảo này.</p>
      ${defects.length > 0 && formDefectList(defects, draft)}
      ${
        newest &&
        html`<details>
          <summary>Khác phiên bản ${newest.version} ở ${formDifference(newest, draft).length} chỗ</summary>
          ${formChanges(formDifference(newest, draft))}
        </details>`
      }
      ${may('lead') && html`<p class="buttons"><a role="button" href="/forms/${id}/publish">Ban hành phiên bản ${draft.base + 1}…</a></p>`}
    </div>
  </section>`;
}

/** As an agency of a kind sees it, and what the focal agency works by. */
const looked = (form: Parameters<typeof formPreview>[0], kind: AgencyKind, path: string): Html =>
  html`<section aria-labelledby="preview-title">
      <h2 id="preview-title">Cơ quan báo cáo sẽ thấy</h2>
      ${kindChoices(
        (each, words) =>
          html`<a href="${path}?kind=${each}#preview-title" ${each === kind && raw('aria-current="true"')}>${words}</a>`,
      )}
      ${formPreview(form, kind)}
    </section>
    ${
      indicatorsOf(form).length > 0 &&
      html`<details class="folded">
        <summary><h2>Cách kiểm tra và tổng hợp từng chỉ tiêu</h2></summary>
        ${indicatorTable(form)}
      </details>`
    }`;
