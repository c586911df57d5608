import { html, raw } from 'hono/html';
import { criticises } from '../../domain/official/words.ts';
import { ruleOf } from '../../domain/official/kinds.ts';
import { momentWords } from '../../domain/words.ts';
import { dayOf } from '../../domain/zone.ts';
import type { LetterView } from '../../office/read-letter.ts';
import type { StaffFrame } from '../frame.ts';
import type { Html } from '../html.ts';
import { deliveryWords } from '../official-words.ts';
import { areaField, checkField, dayField, labelled, selectField, textField } from './field.ts';
import { changesSince } from './letter-changes.ts';

/** What can be done with a letter as it stands, by who looks at it. */
export function letterForms(view: LetterView, frame: StaffFrame): Html {
  const { row } = view;
  if (row.voided_at) return html``;
  if (row.number) return html`${afterIssue(view, frame)} ${voidForm(view, frame)}`;
  return html`${row.approved_at ? issueForm(view, frame) : approveForm(view, frame)} ${editForm(view, frame)} ${voidForm(view, frame)}`;
}

function approveForm({ row, fresh }: LetterView, { csrf, failure, may }: StaffFrame): Html {
  const form = 'approve';
  const critical = criticises([row.content.subject ?? '', ...row.content.paragraphs].join(' '));
  return html`<section class="card ${may('lead') ? 'urgent' : ''}">
    <h2>Duyệt</h2>
    ${fresh && changesSince(fresh)}
    ${
      may('lead')
        ? html`<form method="post" action="/letters/${row.id}/approve" novalidate>
            ${csrf}<input type="hidden" name="revision" value="${row.revision}" />
            ${fresh?.seen && html`<input type="hidden" name="seen" value="${fresh.seen}" /><p>Văn bản được duyệt lấy số liệu và danh sách mới nhất nêu trên.</p>`}
            ${critical && checkField({ form, name: 'keepsCriticism', label: 'Tôi đã đọc và giữ nội dung phê bình trong văn bản này', failure })}
            <button type="submit">${fresh?.seen ? 'Đã xem thay đổi, duyệt' : 'Duyệt dự thảo'}</button>
          </form>`
        : html`<p>Chỉ lãnh đạo Sở được duyệt và ban hành. Hệ thống chỉ lập dự thảo, không tự gửi văn bản này.</p>`
    }
  </section>`;
}

function editForm({ row }: LetterView, { csrf, failure, may }: StaffFrame): Html {
  const form = 'words';
  if (!may('review')) return html``;
  const shared = { form, failure, required: true };
  return html`<section class="card">
    <details ${failure?.form === form && raw('open')}>
      <summary>Sửa lời văn</summary>
      <form method="post" action="/letters/${row.id}/words" novalidate>
        ${csrf}<input type="hidden" name="revision" value="${row.revision}" />
        ${textField({ ...shared, name: 'subject', label: 'Trích yếu', value: row.content.subject ?? row.title })}
        ${areaField({ ...shared, name: 'paragraphs', label: 'Nội dung', hint: 'Mỗi đoạn cách nhau một dòng trống. Danh sách kèm theo lấy từ dữ liệu, không sửa tay.', value: row.content.paragraphs.join('\n\n'), rows: 16 })}
        <button class="secondary" type="submit">Lưu phiên bản mới</button>
        ${row.approved_at && html`<p class="note">Sửa lời văn thì phải duyệt lại.</p>`}
      </form>
    </details>
  </section>`;
}

function issueForm({ row, readers, superior, leavesAt, next, given, attached }: LetterView, frame: StaffFrame): Html {
  const { csrf, failure, now, may } = frame;
  const form = 'issue';
  if (!may('lead')) {
    return html`<section class="card">
      <h2>Ban hành</h2>
      <p>Đã duyệt${row.approved_at && ` lúc ${momentWords(row.approved_at)}`}. Chỉ lãnh đạo Sở được ghi ban hành.</p>
    </section>`;
  }
  const own = row.kind === 'direction-draft';
  const hint = own
    ? 'Số do UBND tỉnh cấp, ví dụ 1561/UBND-KGVX.'
    : `Để trống: lấy số tiếp theo của sổ (${next}). Văn thư đã cấp số thì ghi số đó.`;
  return html`<section class="card urgent">
    <h2>Ban hành</h2>
    <p>${sendingWords(readers.length, superior, row.kind)} Thư (nếu gửi ngay) đi lúc ${momentWords(leavesAt)}.</p>
    ${attached.some((each) => !each.approved_at && !each.voided_at) && html`<p class="note">Văn bản kèm theo chưa được duyệt nên không đi kèm thư: đề nghị duyệt trước khi ban hành.</p>`}
    <form method="post" action="/letters/${row.id}/issue" novalidate>
      ${csrf} ${textField({ form, name: 'number', label: 'Số, ký hiệu', hint, value: given, failure })}
      ${dayField({ form, name: 'issuedOn', label: 'Ngày ban hành', value: dayOf(now), failure, required: true })}
      ${!own && selectField({ form, name: 'delivery', label: 'Cách gửi', failure, options: Object.entries(deliveryWords) })}
      <button type="submit">Ban hành</button>
    </form>
  </section>`;
}

function sendingWords(readers: number, superior: string | undefined, kind: LetterView['row']['kind']): string {
  if (kind === 'direction-draft') return 'Ghi số và ngày khi UBND tỉnh ban hành; hệ thống không gửi văn bản này.';
  if (ruleOf(kind).to !== 'province') return `Gửi tới ${readers} cơ quan, mỗi cơ quan một thư kèm văn bản.`;
  if (superior) return `Gửi tới UBND tỉnh (${superior}) kèm văn bản.`;
  return 'Chưa có địa chỉ thư của UBND tỉnh: không có thư nào được gửi; sau khi gửi qua hệ thống quản lý văn bản, ghi nhận tại trang này.';
}

function afterIssue({ row }: LetterView, { csrf, failure, now, may }: StaffFrame): Html {
  if (!may('review')) return html``;
  const form = 'hand-over';
  return html`<section class="card">
    <h2>Sau khi ban hành</h2>
    ${
      !(row.signed_sha256 && row.sent_at) &&
      html`<form method="post" action="/letters/${row.id}/signed" enctype="multipart/form-data" novalidate>
        ${csrf}
        ${labelled(
          {
            ...{ form: 'signed', name: 'file', label: 'Bản ký số (PDF)', failure },
            hint:
              row.delivery === 'signed' && !row.sent_at
                ? 'Thư được gửi ngay khi nhận bản ký số.'
                : 'Lưu cùng công văn.',
          },
          (attributes) => html`<input type="file" name="file" accept=".pdf" ${attributes} />`,
        )}
        <button class="secondary" type="submit">Tải lên bản ký số</button>
      </form>`
    }
    <details ${failure?.form === form && raw('open')}>
      <summary>Ghi nhận đã gửi bằng cách khác</summary>
      <form method="post" action="/letters/${row.id}/hand-over" novalidate>
        ${csrf} ${dayField({ form, name: 'on', label: 'Ngày gửi', value: dayOf(now), failure, required: true })}
        ${textField({ form, name: 'how', label: 'Hình thức gửi', value: 'Hệ thống quản lý văn bản và điều hành', failure, required: true })}
        <button class="secondary" type="submit">Ghi nhận đã gửi</button>
      </form>
    </details>
  </section>`;
}

function voidForm({ row }: LetterView, { csrf, failure, may }: StaffFrame): Html {
  const form = 'void';
  if (!may('lead')) return html``;
  return html`<section class="card">
    <details ${failure?.form === form && raw('open')}>
      <summary>${row.number ? 'Hủy công văn' : 'Bỏ dự thảo'}</summary>
      <form method="post" action="/letters/${row.id}/void" novalidate>
        ${csrf}
        <p>
          ${
            row.number
              ? `Số ${row.number} được giữ trong sổ với ghi chú hủy và không cấp lại. Thư chưa đi được hủy; thư đã đi không thu hồi được.`
              : 'Dự thảo được giữ trong sổ với lý do bỏ.'
          }
        </p>
        ${textField({ form, name: 'reason', label: 'Lý do', failure, required: true })}
        <button class="secondary" type="submit">${row.number ? 'Hủy công văn' : 'Bỏ dự thảo'}</button>
      </form>
    </details>
  </section>`;
}
