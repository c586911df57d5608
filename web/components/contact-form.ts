import { html } from 'hono/html';
import type { Failure } from '../frame.ts';
import type { Html } from '../html.ts';
import { contactWords } from './agency-facts.ts';
import { selectField, textField } from './field.ts';

/** Gives an agency another contact for a role: what a refused address asks for. */
export function contactForm(path: string, csrf: Html, failure: Failure | undefined): Html {
  const form = 'contact';
  return html`<details ${failure?.form === form && html`open`}>
    <summary>Thay người liên hệ</summary>
    <form method="post" action="${path}/contact" novalidate>
      ${csrf}
      <p>Thư lập từ nay gửi đến người mới. Thư đã không gửi được: bấm “Gửi lại” ở thư đó sau khi thay.</p>
      ${selectField({ form, name: 'role', label: 'Vai trò', value: 'focal', failure, options: Object.entries(contactWords) })}
      ${textField({ form, name: 'name', label: 'Họ tên, hoặc tên hộp thư', failure, required: true })}
      ${textField({ form, name: 'title', label: 'Chức vụ', failure })}
      ${textField({ form, name: 'email', kind: 'email', label: 'Thư công vụ', failure, required: true })}
      <button class="secondary" type="submit">Thay người liên hệ</button>
    </form>
  </details>`;
}
