import { html } from 'hono/html';
import type { AttachedFile } from '../../domain/form.ts';
import { channelWords } from '../../domain/paper-report.ts';
import { verificationPath } from '../../domain/receipt.ts';
import { momentWords, stampWords, weekdayWords } from '../../domain/words.ts';
import type { Room } from '../../office/read-room.ts';
import { paperIn } from '../../store/submissions.ts';
import type { Html } from '../html.ts';
import { sizeWords } from '../words.ts';
import { qrCode } from './qr-code.ts';
import { outageNote, timelyState, timelyWords } from './timely.ts';

type Version = Room['submissions'][number];

/** A receipt as a sheet of one A4 page: what was received, when, on time or not, and how anybody can check it. */
export function receiptSheet(version: Version, { submissions, agency, cycle, plan }: Room, publicUrl: string): Html {
  const { receipt_code: code } = version;
  return html`<article class="receipt">
    <p class="issuer">SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH QUẢNG NGÃI</p>
    <h1>Xác nhận tiếp nhận báo cáo</h1>
    <div class="receipt-head">
      <div>
        <p class="receipt-code"><span>Mã tiếp nhận</span><strong>${code}</strong></p>
        <p class="verdict">
          ${timelyState(version)}
        </p>
        ${outageNote(version)}
      </div>
      ${verification(publicUrl, code)}
    </div>
    <dl class="pairs">
      <dt>Cơ quan báo cáo</dt>
      <dd>${agency.name}</dd>
      <dt>Báo cáo</dt>
      <dd>Báo cáo ${cycle.words} ${plan.shortTitle}, bản ${version.version}${version === submissions[0] ? ' (mới nhất)' : ''}</dd>
      ${received(version)}
      <dt>Hạn gửi</dt>
      <dd>hết ngày ${weekdayWords(version.due)}</dd>
      <dt>Tệp đính kèm</dt>
      <dd>${attached(version.content.attachments)}</dd>
      <dt>Mã băm nội dung (SHA-256)</dt>
      <dd><code class="hash">${version.sha256}</code></dd>
    </dl>
    <p class="note">
      Nội dung của bản này được lưu nguyên vẹn và không thể sửa. Xác nhận cũng được gửi đến thư của cán bộ đầu mối và thủ trưởng cơ quan.
      Kết quả thẩm tra được báo qua thư.
    </p>
    ${versionTable(submissions, version)}
  </article>`;
}

/** When it was received; of a report outside the system, the recorded day and by which document. */
function received(version: Version): Html {
  const { paper } = paperIn(version);
  if (!paper) {
    return html`<dt>Tiếp nhận lúc</dt>
      <dd><strong>${momentWords(version.received_at)}</strong></dd>`;
  }
  return html`<dt>Hình thức gửi</dt>
    <dd>${channelWords[paper.channel]}, số ${paper.number}</dd>
    <dt>Ngày nhận văn bản</dt>
    <dd><strong>${weekdayWords(paper.receivedOn)}</strong> <small>Sở ghi nhận thay cơ quan lúc ${momentWords(paper.recordedAt)}</small></dd>`;
}

/** Where anybody can check the receipt, to be scanned or typed. */
function verification(publicUrl: string, code: string): Html {
  const address = `${publicUrl}${verificationPath(code)}`;
  const place = address.slice(0, -code.length).replace(/^https?:\/\//, '');
  return html`<figure class="verification">
    ${qrCode(address, 'Mã QR của địa chỉ kiểm tra xác nhận')}
    <figcaption>Kiểm tra xác nhận tại<br /><a href="${address}">${place}<wbr /><span class="unbroken">${code}</span></a></figcaption>
  </figure>`;
}

const attached = (files: readonly AttachedFile[]): Html | Html[] | string =>
  files.length > 0
    ? files.map(({ name, sizeBytes }) => html`<span class="file">${name} (${sizeWords(sizeBytes)})</span>`)
    : 'không có';

/** All versions, the newest first; this one is set off. */
const versionTable = (versions: readonly Version[], shown: Version): Html =>
  html`<section class="versions" aria-labelledby="versions-title">
    <h2 id="versions-title">Các bản đã nhận</h2>
    <ul>
      ${versions.map(
        (each, place) =>
          html`<li>
            ${each === shown ? html`<strong>Bản ${each.version}</strong>` : html`Bản ${each.version}`}${place === 0 && ' (mới nhất)'}:
            <code>${each.receipt_code}</code>, ${paperIn(each).paper ? 'văn bản ngoài hệ thống' : stampWords(each.received_at)}, ${timelyWords(each)}
          </li>`,
      )}
    </ul>
  </section>`;
