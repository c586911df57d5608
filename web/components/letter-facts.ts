import { html } from 'hono/html';
import { momentWords, stampWords, weekdayWords } from '../../domain/words.ts';
import type { LetterView } from '../../office/read-letter.ts';
import type { Html } from '../html.ts';
import { deliveryWords, officialKindWords } from '../official-words.ts';
import { signatureList } from './file-signatures.ts';

type Person = (actor: string) => string;

/** What happened to a letter, by whom and when; its files, what is attached, its evidence. */
export const letterFacts = (view: LetterView, person: Person): Html =>
  html`${life(view, person)} ${files(view)} ${evidence(view)} ${versions(view, person)}`;

function life({ row }: LetterView, person: Person): Html {
  const by = (who: string | null, at: Temporal.Instant | null) =>
    html`${person(who ?? '')}${at && html`<br /><small>${momentWords(at)}</small>`}`;
  return html`<section class="card">
    <h2>${row.number ? 'Đã ban hành' : 'Diễn biến'}</h2>
    <dl class="pairs">
      <dt>Loại</dt>
      <dd>${officialKindWords[row.kind]}</dd>
      ${row.number && html`<dt>Số, ký hiệu</dt><dd>${row.number}</dd>`}
      ${row.issued_on && html`<dt>Ngày</dt><dd>${weekdayWords(row.issued_on)}</dd>`}
      <dt>Lập dự thảo</dt>
      <dd>${momentWords(row.drafted_at)}</dd>
      ${row.content.asOf && html`<dt>Số liệu đến</dt><dd>${momentWords(Temporal.Instant.from(row.content.asOf))}</dd>`}
      ${row.approved_at && html`<dt>Người duyệt</dt><dd>${by(row.approved_by, row.approved_at)}</dd>`}
      ${row.issued_at && html`<dt>Người ban hành</dt><dd>${by(row.issued_by, row.issued_at)}</dd>`}
      ${row.delivery && html`<dt>Cách gửi</dt><dd>${deliveryWords[row.delivery]}</dd>`}
      ${row.sent_at && html`<dt>Gửi thư</dt><dd>${momentWords(row.sent_at)}<br /><a href="/letters-ledger?cycle=${row.cycle_id}&amp;kind=${ledgerKind(row.kind)}">Xem trong sổ thư</a></dd>`}
      ${row.handed_on && html`<dt>Gửi bằng cách khác</dt><dd>${weekdayWords(row.handed_on)}, ${row.handed_how}<br /><small>${person(row.handed_by ?? '')} ghi</small></dd>`}
      ${row.voided_at && html`<dt>Hủy</dt><dd>${row.void_reason}<br />${by(row.voided_by, row.voided_at)}</dd>`}
    </dl>
  </section>`;
}

const ledgerKind = (kind: LetterView['row']['kind']): string =>
  kind === 'escalation' || kind === 'tracking' ? 'official-report' : 'official-letter';

const files = ({ row, attached }: LetterView): Html =>
  html`<section class="card">
    <h2>Tệp và văn bản kèm theo</h2>
    <ul class="plain-list">
      <li><a href="/letters/${row.id}/letter.docx">Tải bản Word${!row.number && ' (dự thảo)'}</a></li>
      ${row.signed_sha256 && html`<li><a href="/letters/${row.id}/signed.pdf">${row.signed_name}</a>${signatureList(row.signatures ?? undefined)}</li>`}
      ${attached.map((each) => html`<li><a href="/letters/${each.id}">${each.title}</a></li>`)}
      ${row.parent_id && html`<li><a href="/letters/${row.parent_id}">Báo cáo mà văn bản này kèm theo</a></li>`}
    </ul>
  </section>`;

const evidence = ({ row }: LetterView): Html =>
  html`${
    (row.content.evidence?.length ?? 0) > 0 &&
    html`<section class="card">
      <h2>Căn cứ: đã gửi gì, khi nào</h2>
      <ul>
        ${row.content.evidence?.map((each) => html`<li>${each}</li>`)}
      </ul>
    </section>`
  }`;

const versions = ({ versions: saved }: LetterView, person: Person): Html =>
  html`${
    saved.length > 1 &&
    html`<section class="card">
      <details>
        <summary>Các phiên bản (${saved.length})</summary>
        <ol class="plain-list" reversed>
          ${saved.map(
            ({ revision, content, saved_at, saved_by }) =>
              html`<li>
                <details>
                  <summary>Phiên bản ${revision + 1}: ${person(saved_by)}, ${stampWords(saved_at)}</summary>
                  ${content.paragraphs.map((each) => html`<p>${each}</p>`)}
                </details>
              </li>`,
          )}
        </ol>
      </details>
    </section>`
  }`;
