import { html } from 'hono/html';
import type { KnownRegime } from '../../store/regimes.ts';
import type { Html } from '../html.ts';
import type { Look } from '../look-at-regime.ts';
import { areaField } from './field.ts';
import { ladderEditor } from './ladder-editor.ts';
import type { Editing } from './ladder-editor.ts';
import { regimeChecks } from './regime-checks.ts';
import { componentFields, dateFields, identityFields, ruleFields } from './regime-form.ts';
import type { Choices } from './regime-form.ts';

/** What the editor shows: the fields, the regime that is changed, what may be chosen, and how the typed policy falls. */
export interface Editor {
  editing: Editing;
  known: KnownRegime | undefined;
  choices: Choices;
  seen: Look;
  csrf: Html;
}

/**
 * The form of a regime. The fields stand in an element of their own, which asks for the dates while they are typed: a
 * form with controls named `form` and `id` hides its own properties of those names from scripts.
 */
export function regimeEditor({ editing, known, choices, seen, csrf }: Editor): Html {
  const { form, fields, failure } = editing;
  const inForce = known?.state === 'active';
  const { outlook, problems, policy } = seen;
  return html`<p class="lead">
      ${inForce ? 'Thay đổi áp dụng từ kỳ mở sau; kỳ đang mở giữ nguyên các ngày và thang của nó.' : 'Dự thảo chưa mở kỳ nào cho đến khi được áp dụng.'}
    </p>
    <form class="regime" method="post" action="${known ? `/regimes/${known.id}/edit` : '/regimes/new'}" novalidate>
      ${csrf}
      <input type="hidden" name="version" value="${fields['version'] ?? String(known?.version ?? 0)}" />
      <button class="unseen" type="submit" name="do" value="check" tabindex="-1">Kiểm tra</button>
      <div hx-post="/regimes/preview" hx-trigger="input delay:400ms" hx-target="#checks" hx-swap="outerHTML">
        ${part('Chế độ', identityFields(editing, choices, known !== undefined))}
        ${part('Các ngày và căn cứ', dateFields(editing))}
        ${part('Thang đôn đốc', html`${regimeChecks(outlook, problems, policy)} ${ladderEditor(editing, outlook)}`)}
        ${part('Quy tắc xử lý', ruleFields(editing))}
        ${part('Thành phần của chế độ (NĐ 09/2019 Đ.7)', componentFields(editing))}
        ${areaField({ form, name: 'reason', label: 'Lý do, căn cứ của phiên bản này', value: fields['reason'], failure, required: true })}
      </div>
      <p class="buttons save">
        <button type="submit" name="do" value="save">${inForce ? 'Lưu phiên bản mới' : 'Lưu dự thảo'}</button>
        <button class="secondary" type="submit" name="do" value="check">Tính lại ngày, kiểm tra</button>
        <a href="${known ? `/regimes/${known.id}` : '/regimes'}">Không lưu</a>
      </p>
    </form>`;
}

const part = (title: string, fields: Html): Html => html`<section class="part"><h2>${title}</h2>${fields}</section>`;
