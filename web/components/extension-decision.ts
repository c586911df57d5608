import { html } from 'hono/html';
import { weekdayWords } from '../../domain/words.ts';
import type { Thread } from '../../office/read-thread.ts';
import type { Failure } from '../frame.ts';
import type { Html } from '../html.ts';
import { areaField, dayField } from './field.ts';

/** A request for an extension with its decision: what follows from it stands before the buttons. */
export function extensionDecision(
  pending: Thread['extensions'][number],
  { path, csrf, failure, limit }: { path: string; csrf: Html; failure: Failure | undefined; limit: Temporal.PlainDate },
): Html {
  const form = 'extension';
  return html`<section class="card urgent">
    <h2>Đề nghị gia hạn đang chờ</h2>
    <p>Đề nghị đến <strong>${weekdayWords(pending.until)}</strong>: ${pending.reason}</p>
    <form method="post" action="${path}/extension" novalidate>
      ${csrf}
      <input type="hidden" name="extension" value="${pending.id}" />
      ${dayField({ form, name: 'until', label: 'Gia hạn đến hết ngày', value: pending.until, hint: `Không quá ${weekdayWords(limit)}, do hạn báo cáo cấp trên.`, failure })}
      ${areaField({ form, name: 'words', label: 'Số văn bản đồng ý, hoặc lý do không đồng ý', rows: 2, failure })}
      <p class="note">Đồng ý: hạn của riêng cơ quan này thay đổi và các thư nhắc tính lại theo hạn mới. Cơ quan được báo kết quả qua thư.</p>
      <div class="buttons">
        <button type="submit" name="decision" value="granted">Đồng ý gia hạn</button>
        <button type="submit" name="decision" value="refused" class="secondary">Không đồng ý</button>
      </div>
    </form>
  </section>`;
}
