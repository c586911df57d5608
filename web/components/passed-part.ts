import { html } from 'hono/html';
import type { FormSection } from '../../domain/form.ts';
import type { Room } from '../../office/read-room.ts';
import type { Failure } from '../frame.ts';
import type { Html } from '../html.ts';
import { icon } from './icons.ts';

/**
 * A part of the report's form, folded away when it has passed: it need not be typed again, is sent as it stands, and opens to
 * be changed all the same. It is open when something in it is to be mended.
 */
export function passedPart(
  { passed }: Room,
  { code, title }: Pick<FormSection, 'code' | 'title'>,
  failure: Failure | undefined,
  part: Html,
): Html {
  const standing = passed.get(`sections.${code}`);
  if (!standing) return part;
  const blamed = failure?.form === 'report' && failure.problems.some(({ field }) => field === `sections.${code}`);
  return html`<details class="passed" ${blamed && html`open`}>
    <summary>
      <span class="state good">${icon('check')}<span>Đã đạt ở bản ${standing.version}</span></span>
      <strong>${code}. ${title}</strong> <span class="note">không cần nhập lại; bấm để sửa lại</span>
    </summary>
    ${part}
  </details>`;
}
