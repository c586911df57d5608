import { html, raw } from 'hono/html';
import type { AgencyKind } from '../../domain/agency.ts';
import { formDifference } from '../../domain/form-difference.ts';
import type { FormView } from '../../office/read-forms.ts';
import type { FormDraft, FormText } from '../../store/forms.ts';
import type { Typed } from '../forms.ts';
import type { Html } from '../html.ts';
import type { FormLook } from '../look-at-form.ts';
import { kindWords } from '../words.ts';
import { formChanges } from './form-changes.ts';
import { formDefectCount, formDefectList } from './form-defects.ts';
import { formPreview, kindChoices } from './form-preview.ts';
import { fieldId } from './notice.ts';
import { stampTime } from './times.ts';

const addressOf = (known: FormView | undefined): string => (known ? `/forms/${known.id}/edit` : '/forms/new');

interface EditorForm {
  known: FormView | undefined;
  /** The draft's revision that the writer has seen. */
  revision: string;
  csrf: Html;
  body: Html;
}

/** The editor's one form: every button sends all that is typed; the first one is that of the Enter key, and only checks. */
export const editorForm = ({ known, revision, csrf, body }: EditorForm): Html =>
  html`<p class="lead">
      Dự thảo chưa ai thấy cho đến khi được ban hành. Phiên bản mới áp dụng từ kỳ mở sau; kỳ đang mở giữ phiên bản của nó.
    </p>
    <form class="outline" method="post" action="${addressOf(known)}" novalidate>
      ${csrf}
      <input type="hidden" name="revision" value="${revision}" />
      <button class="unseen" type="submit" name="do" value="check" tabindex="-1">Kiểm tra</button>
      ${body}
      <p class="buttons save">
        <button type="submit" name="do" value="save">Lưu dự thảo</button>
        <button class="secondary" type="submit" name="do" value="check">Kiểm tra</button>
        <button class="secondary" type="submit" name="do" value="preview:department">Xem trước</button>
        <a href="${known ? `/forms/${known.id}` : '/forms'}">Không lưu</a>
      </p>
    </form>`;

/** What contradicts in what is typed, or why it cannot be read yet. */
export function lookCard({ text, problems, defects }: FormLook, form: string): Html {
  if (!text) {
    return html`<section class="card" aria-labelledby="look-title">
      <div>
        <h2 id="look-title">Còn ${problems.length} chỗ chưa đọc được</h2>
        <ul>${problems.map(({ field, message }) => html`<li><a href="#${fieldId(form, field)}">${message}</a></li>`)}</ul>
      </div>
    </section>`;
  }
  return html`<section class="card" aria-labelledby="look-title">
    <div>
      <h2 id="look-title">Kiểm tra ${formDefectCount(defects)}</h2>
      ${defects.length > 0 && formDefectList(defects, text, form)}
    </div>
  </section>`;
}

/** Two people have saved: what the other one's draft says differently, before it is saved over. */
export const conflictCard = (other: FormDraft, typed: FormText, person: (actor: string) => string): Html =>
  html`<section class="card" aria-labelledby="conflict-title">
    <div>
      <h2 id="conflict-title">Bản đã lưu của ${person(other.savedBy)}, ${stampTime(other.savedAt)}</h2>
      <p>
        Nội dung dưới đây là nội dung vừa nhập, chưa lưu. Nó khác bản đã lưu ở các chỗ sau; bấm “Lưu dự thảo” lần nữa sẽ thay bản đã lưu.
      </p>
      ${formChanges(formDifference(other, typed))}
    </div>
  </section>`;

interface PreviewForm {
  known: FormView | undefined;
  typed: Typed;
  text: FormText;
  kind: AgencyKind;
  csrf: Html;
}

/** The form as an agency will see it; what was typed waits in hidden fields and goes back to the editor. */
export const previewForm = ({ known, typed, text, kind, csrf }: PreviewForm): Html =>
  html`<h1>Xem trước</h1>
    <form method="post" action="${addressOf(known)}" novalidate>
      ${csrf}
      ${Object.entries(typed)
        .filter(([name]) => name !== '_csrf' && name !== 'do')
        .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <p class="buttons">
        <button type="submit" name="do" value="check">Quay lại sửa</button>
        <button class="secondary" type="submit" name="do" value="save">Lưu dự thảo</button>
      </p>
      ${kindChoices(
        (each, words) =>
          html`<button class="secondary small" type="submit" name="do" value="preview:${each}" ${each === kind && raw('aria-current="true"')}>${words}</button>`,
      )}
    </form>
    <p class="note">Như ${kindWords[kind].toLocaleLowerCase('vi')} sẽ thấy; chưa lưu.</p>
    ${formPreview(text, kind)}`;
