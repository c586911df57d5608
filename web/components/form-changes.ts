import { html } from 'hono/html';
import type { FormChange } from '../../domain/form-difference.ts';
import type { Html } from '../html.ts';
import { plainState } from './states.ts';

/** How one version of a form differs from another, line by line. */
export const formChanges = (changes: readonly FormChange[]): Html =>
  changes.length === 0
    ? html`<p class="nothing">Hai bản giống nhau.</p>`
    : html`<ul class="defects changes">
        ${changes.map(
          (change) =>
            html`<li>
              ${kinds[change.kind]()}
              <div>
                <p><strong>${whatWords(change)}</strong></p>
                ${change.details.map(
                  ({ part, before, after }) =>
                    html`<p>${part}: <del>${before || 'trống'}</del> → <ins>${after || 'trống'}</ins></p>`,
                )}
              </div>
            </li>`,
        )}
      </ul>`;

const kinds: Record<FormChange['kind'], () => Html> = {
  added: () => plainState('good', 'check', 'Thêm'),
  removed: () => plainState('back', 'none', 'Bỏ'),
  changed: () => plainState('info', 'pen', 'Sửa'),
  moved: () => plainState('moved', 'later', 'Chuyển chỗ'),
};

function whatWords({ what, code, name }: FormChange): string {
  if (what === 'title') return 'Tên đề cương';
  return `${what === 'section' ? 'Phần' : 'Chỉ tiêu'} ${code}. ${name}`;
}
