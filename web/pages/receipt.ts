import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { Refusal } from '../../domain/refusal.ts';
import { momentWords, weekdayWords } from '../../domain/words.ts';
import { readRoom } from '../../office/read-room.ts';
import type { Room } from '../../office/read-room.ts';
import { outageNote, timelyState } from '../components/timely.ts';
import { openFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import type { Html } from '../html.ts';
import { agencyIn, roomPath } from '../room-link.ts';
import { sizeWords } from '../words.ts';

/** The receipt of a version, worth printing. */
export const receiptPage =
  (deps: Deps): Show =>
  async (request, reply) => {
    const { page, now } = openFrame(deps, request, reply);
    const { code } = request.params as { code: string };
    const { submissions, agency, cycle, plan } = await readRoom(deps.db, agencyIn(request).obligation, now);
    const receipt = submissions.find((each) => each.receipt_code === code);
    if (!receipt) throw new Refusal('submission.not_found');
    const { attachments } = receipt.content;
    return page(
      { title: `Xác nhận tiếp nhận ${code}`, kind: 'room', scripts: ['room.js'] },
      html`<article class="receipt">
          <p class="issuer">SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH QUẢNG NGÃI</p>
          <h1>Xác nhận tiếp nhận báo cáo</h1>
          <p class="receipt-code"><span>Mã tiếp nhận</span><strong>${code}</strong></p>
          <p class="verdict">
            ${timelyState(receipt)}
          </p>
          ${outageNote(receipt)}
          <dl class="pairs">
            <dt>Cơ quan báo cáo</dt>
            <dd>${agency.name}</dd>
            <dt>Báo cáo</dt>
            <dd>Báo cáo ${cycle.words} ${plan.shortTitle}, bản ${receipt.version}${versionLinks(submissions, receipt.version, roomPath(request))}</dd>
            <dt>Tiếp nhận lúc</dt>
            <dd><strong>${momentWords(receipt.received_at)}</strong></dd>
            <dt>Hạn gửi</dt>
            <dd>hết ngày ${weekdayWords(receipt.due)}</dd>
            <dt>Tệp đính kèm</dt>
            <dd>${attachments.length > 0 ? attachments.map(({ name, sizeBytes }) => html`${name} (${sizeWords(sizeBytes)})<br />`) : 'không có'}</dd>
            <dt>Mã băm nội dung (SHA-256)</dt>
            <dd><code class="hash">${receipt.sha256}</code></dd>
          </dl>
          <p class="note">
            Nội dung của bản này được lưu nguyên vẹn và không thể sửa. Xác nhận cũng được gửi đến thư của cán bộ đầu mối và thủ trưởng cơ quan.
            Kết quả thẩm tra được báo qua thư.
          </p>
        </article>
        <p class="buttons no-print">
          <button type="button" data-print hidden>In xác nhận</button>
          <a href="${roomPath(request)}">Về phòng nộp báo cáo</a>
        </p>`,
    );
  };

/** The versions before and after one, as links to their receipts. */
function versionLinks(submissions: Room['submissions'], version: number, path: string): Html {
  const link = (other: number, words: string) => {
    const found = submissions.find((each) => each.version === other);
    return (
      found &&
      html`<br /><small>${words} <a href="${path}/receipts/${found.receipt_code}">bản ${other}, mã ${found.receipt_code}</a></small>`
    );
  };
  return html`${link(version - 1, 'thay')}${link(version + 1, 'đã được thay bằng')}`;
}
