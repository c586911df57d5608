import { html } from 'hono/html';
import type { Board } from '../../office/read-board.ts';
import type { Html } from '../html.ts';
import { numberWords } from '../words.ts';

/** The five figures that are asked for first. */
export function figures({ figures: { total, reported, onTime, late, missing, excused }, lines }: Board): Html {
  const expected = total - excused;
  const part = expected > 0 ? `${numberWords((reported / expected) * 100)} %` : '';
  const returned = lines.filter(({ look }) => look === 'returned').length;
  const overdue = lines.filter(({ look }) => look === 'overdue').length;
  const figure = (name: string, value: number, note: string, tone = '') =>
    html`<div class="${tone}">
      <dt>${name}</dt>
      <dd>${numberWords(value)}<small>${note}</small></dd>
    </div>`;
  return html`<dl class="figures">
    ${figure('Phải báo cáo', expected, excused > 0 ? `${excused} cơ quan không phải báo cáo` : 'cơ quan, địa phương')}
    ${figure('Đã gửi', reported, part)} ${figure('Đúng hạn', onTime, 'theo giờ tiếp nhận', 'good')}
    ${figure('Gửi quá hạn', late, 'đã có báo cáo', late > 0 ? 'warn' : '')}
    ${figure('Chưa gửi', missing, [overdue > 0 && `${overdue} quá hạn`, returned > 0 && `${returned} trả lại bổ sung`].filter(Boolean).join(', ') || 'còn trong hạn', overdue > 0 ? 'bad' : '')}
  </dl>`;
}
