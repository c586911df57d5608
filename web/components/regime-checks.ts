import { html } from 'hono/html';
import type { Problem } from '../../domain/refusal.ts';
import type { Regime } from '../../domain/regime.ts';
import { momentWords, weekdayWords } from '../../domain/words.ts';
import type { RegimeOutlook } from '../../office/read-regimes.ts';
import type { Html } from '../html.ts';
import { defectCount, defectList } from './defect-list.ts';

/** What an editor says of the policy as typed: the next cycle's dates and defects, or what is still missing. */
export function regimeChecks(
  outlook: RegimeOutlook | undefined,
  problems: readonly Problem[],
  policy: Regime | undefined,
): Html {
  return html`<div id="checks" class="card" role="status">
    ${policy && outlook ? nextCycle(outlook, policy) : problems.length > 0 ? missing(problems) : noTerm}
  </div>`;
}

function nextCycle({ words, dates, defects, agencies }: RegimeOutlook, policy: Regime): Html {
  return html`<h3>Kỳ kế tiếp: ${words} ${defectCount(defects)}</h3>
    ${
      dates &&
      html`<p>
        Mở ${momentWords(dates.opensAt)}; chốt số liệu ${weekdayWords(dates.cutOff)}; hạn gửi
        <strong>${weekdayWords(dates.due)}</strong>; gửi cấp trên ${weekdayWords(dates.sendUp)}; ${agencies} cơ quan.
      </p>`
    }
    ${defects.length > 0 && defectList(defects, policy)}`;
}

const missing = (problems: readonly Problem[]): Html =>
  html`<h3>Chưa tính được các ngày: còn ${problems.length} chỗ phải sửa</h3>
    <ul>
      ${problems.slice(0, 8).map(({ message }) => html`<li>${message}</li>`)}
    </ul>`;

const noTerm = html`<p>Không còn kỳ nào sẽ mở, hoặc lịch làm việc chưa có năm của kỳ kế tiếp.</p>`;
