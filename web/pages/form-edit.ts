import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import type { AgencyKind } from '../../domain/agency.ts';
import { indicatorsOf } from '../../domain/form.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Problem } from '../../domain/refusal.ts';
import { draftForm } from '../../office/draft-form.ts';
import { readForm } from '../../office/read-forms.ts';
import type { FormView } from '../../office/read-forms.ts';
import { readPeople } from '../../office/read-people.ts';
import { getFormVersion, listFormVersions } from '../../store/forms.ts';
import { formEditor } from '../components/form-editor.ts';
import { conflictCard, editorForm, lookCard, previewForm } from '../components/form-editor-frame.ts';
import { removalOf } from '../components/form-removal.ts';
import { fieldsOfForm } from '../form-fields.ts';
import { pressed } from '../form-rows.ts';
import type { Pressed } from '../form-rows.ts';
import { formTemplate } from '../form-template.ts';
import { typedOf } from '../forms.ts';
import type { Typed } from '../forms.ts';
import { answerWith, openStaffFrame, sendPage } from '../frame.ts';
import type { Show } from '../frame.ts';
import { lookAtForm } from '../look-at-form.ts';
import { kindWords } from '../words.ts';
import { formIn } from './form.ts';

/** Making and changing a form: one form, whose sections and indicators are added, moved, removed and looked at. */
export function formEditPages(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;

  /** The editor with these fields; without any, those of the draft, the newest version, or a new form. */
  const shown =
    (act?: Pressed): Show =>
    async (request, reply, failure) => {
      const { page, csrf } = await openStaffFrame(deps, request, reply, failure, 'review');
      const known = await knownForm(deps, request);
      const stored = await storedFields(deps, request, known);
      const fields = failure?.typed ?? act?.fields ?? stored;
      const look = lookAtForm(request, fields, known?.versions ?? []);
      const conflict = failure?.code === 'fact.changed' ? known?.draft : undefined;
      const editing = {
        ...{ form: known ? 'edit' : 'new', fields, failure, stored },
        defects: look.defects,
        focus: act?.focus,
        removal: act?.removal === undefined ? undefined : removalOf(act.removal, fields, publishedCodes(known)),
      };
      const revision = conflict ? String(conflict.revision) : (fields['revision'] ?? String(known?.revision ?? 0));
      const title = known ? `Sửa đề cương ${known.id}` : 'Lập đề cương mới';
      return page(
        { title, place: 'regimes', width: 'wide' },
        html`<p class="crumbs"><a href="/regimes">Chế độ báo cáo</a> › <a href="/forms">Đề cương, biểu mẫu</a> ›${known && html` <a href="/forms/${known.id}">${known.id}</a> ›`}</p>
          <h1>${title}</h1>
          ${conflict && look.text && conflictCard(conflict, look.text, await readPeople(db))}
          ${editorForm({ known, revision, csrf, body: html`${(look.text || !failure) && lookCard(look, editing.form)} ${formEditor(editing, known !== undefined)}` })}`,
      );
    };

  const preview =
    (typed: Typed, kind: AgencyKind): Show =>
    async (request, reply) => {
      const { page, csrf } = await openStaffFrame(deps, request, reply, undefined, 'review');
      const known = await knownForm(deps, request);
      const { text } = lookAtForm(request, typed, known?.versions ?? []);
      if (!text) return shown({ fields: typed })(request, reply);
      return page(
        { title: `Xem trước ${text.title}`, place: 'regimes', width: 'wide' },
        previewForm({ known, typed, text, kind, csrf }),
      );
    };

  const save = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const actor = onlyStaff(request, 'review');
    const typed = typedOf(request);
    const button = typed['do'] ?? 'check';
    const kind = /^preview:([a-z-]+)$/.exec(button)?.[1] ?? '';
    if (Object.hasOwn(kindWords, kind)) {
      return sendPage(reply, await preview(typed, kind as AgencyKind)(request, reply));
    }
    if (button !== 'save') return sendPage(reply, await shown(pressed(typed, button))(request, reply));
    const { text, problems } = lookAtForm(request, typed, []);
    if (!text) throw invalid(problems);
    const isNew = !formIn(request);
    const form = formIn(request) || (typed['id'] ?? '').trim();
    const seen = Number(typed['revision']);
    await draftForm(db, { form, text, seen, isNew, actor, at: clock.now() });
    return reply.redirect(`/forms/${form}?done=form-drafted`, 303);
  };

  for (const address of ['/forms/new', '/forms/:id/edit']) {
    app.get(address, answerWith(shown()));
    app.post(address, { config: { again: shown() } }, save);
  }
}

/** The form that is changed; undefined while a new one is made. */
const knownForm = async ({ db }: Deps, request: FastifyRequest): Promise<FormView | undefined> =>
  formIn(request) ? readForm(db, formIn(request)) : undefined;

/** What stands in the editor before anything is typed: `?from=2` takes up an older version, `/forms/new?from=…` another form. */
async function storedFields({ db }: Deps, request: FastifyRequest, known: FormView | undefined): Promise<Typed> {
  const { from } = request.query as { from?: unknown };
  if (!known) {
    const [copied] = typeof from === 'string' ? await listFormVersions(db, from) : [];
    return fieldsOfForm(copied ?? formTemplate);
  }
  if (typeof from === 'string' && /^[1-9]\d{0,5}$/.test(from)) {
    return fieldsOfForm(await getFormVersion(db, known.id, Number(from)));
  }
  return fieldsOfForm(known.draft ?? known.newest ?? formTemplate);
}

/** The codes by which last year's words and figures are found. */
const publishedCodes = (known: FormView | undefined): readonly string[] =>
  (known?.newest ? [...known.newest.sections, ...indicatorsOf(known.newest)] : []).map(({ code }) => code);

const invalid = (problems: readonly Problem[]): Refusal =>
  new Refusal('request.invalid', { count: String(problems.length) }, problems);
