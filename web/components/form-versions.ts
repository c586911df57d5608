import { html } from 'hono/html';
import { formDifference } from '../../domain/form-difference.ts';
import type { FormView } from '../../office/read-forms.ts';
import type { Html } from '../html.ts';
import { selectField } from './field.ts';
import { formChanges } from './form-changes.ts';
import { stampTime } from './times.ts';

/** The versions with who made each, when, why, and the cycles that keep it; and how two of them differ. */
export const formVersions = (form: FormView, query: unknown, person: (actor: string) => string): Html =>
  form.versions.length === 0
    ? html``
    : html`<section aria-labelledby="versions-title" id="versions">
        <h2 id="versions-title">Các phiên bản</h2>
        <ul class="plain-list">
          ${form.versions.map(
            ({ version, madeAt, madeBy, reason }) =>
              html`<li>
                <strong><a href="/forms/${form.id}/versions/${version}">Phiên bản ${version}</a></strong>${madeAt && html` · ${stampTime(madeAt)}`} · ${person(madeBy)}
                <small>${reason}</small>
                <small>${cyclesOf(form, version)}</small>
              </li>`,
          )}
        </ul>
        ${form.versions.length > 1 && comparison(form, query)}
      </section>`;

function cyclesOf({ cycles }: FormView, version: number): Html {
  const using = cycles.filter((cycle) => cycle.version === version);
  if (using.length === 0) return html`Chưa kỳ báo cáo nào dùng.`;
  return html`Các kỳ dùng:
  ${using.map(({ id, words, closed }, at) => html`${at > 0 && ', '}<a href="/cycles/${id}">${words}</a> ${closed ? '(đã đóng)' : '(đang mở)'}`)}`;
}

function comparison({ id, versions }: FormView, query: unknown): Html {
  const { from, to } = query as { from?: unknown; to?: unknown };
  const after = versions.find(({ version }) => String(version) === to) ?? versions[0];
  const before = versions.find(({ version }) => String(version) === from) ?? versions[1];
  if (!before || !after) return html``;
  const options = versions.map(({ version }) => [String(version), `phiên bản ${version}`] as const);
  const field = (name: string, label: string, value: number) =>
    selectField({ form: 'compare', name, label, options, value: String(value), failure: undefined });
  return html`<h3>Phiên bản ${after.version} khác phiên bản ${before.version}</h3>
    <form class="inline" method="get" action="/forms/${id}#versions">
      ${field('from', 'So phiên bản', before.version)} ${field('to', 'với', after.version)}
      <button class="secondary" type="submit">So sánh</button>
    </form>
    ${formChanges(formDifference(before, after))}`;
}
