import { html } from 'hono/html';
import { defectWords } from '../../domain/defect-words.ts';
import type { Regime } from '../../domain/regime.ts';
import type { Defect } from '../../domain/regime-defects.ts';
import type { Html } from '../html.ts';
import { whereWords } from '../regime-words.ts';
import { plainState } from './states.ts';

/** What is wrong with a policy in its next term: where, what, and what to mend. */
export const defectList = (defects: readonly Defect[], policy: Regime): Html =>
  html`<ul class="defects">
    ${defects.map((defect) => {
      const { what, mend } = defectWords(defect);
      return html`<li>
        ${defectState(defect)}
        <div>
          <p><strong>${whereWords(defect.where, policy)}.</strong> ${what}</p>
          <p class="note">Cách sửa: ${mend}</p>
        </div>
      </li>`;
    })}
  </ul>`;

/** An error keeps a regime from being put in force; a warning is for a person to weigh. */
const defectState = ({ severity }: Defect): Html =>
  severity === 'error' ? plainState('bad', 'alert', 'Phải sửa') : plainState('warn', 'flag', 'Nên xem');

/** How many there are, as a state for lists. */
export function defectCount(defects: readonly Defect[]): Html {
  const errors = defects.filter(({ severity }) => severity === 'error').length;
  if (defects.length === 0) return plainState('good', 'check', 'Không có lỗi');
  const warnings = defects.length - errors;
  return errors > 0
    ? plainState('bad', 'alert', `${errors} lỗi phải sửa${warnings > 0 ? `, ${warnings} điểm nên xem` : ''}`)
    : plainState('warn', 'flag', `${warnings} điểm nên xem`);
}
