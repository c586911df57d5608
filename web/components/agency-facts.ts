import { html } from 'hono/html';
import { dayWords, momentWords, weekdayWords } from '../../domain/words.ts';
import type { Thread } from '../../office/read-thread.ts';
import type { Html } from '../html.ts';
import { bouncedContact } from './bounce-notes.ts';

/** The words for a contact's role. */
export const contactWords: Record<string, string> = { head: 'Thủ trưởng', focal: 'Đầu mối', mailbox: 'Văn thư' };

/** An agency's dates in the cycle and the people who are written to. */
export function agencyFacts({ obligation, due, contacts, draft, attachments }: Thread): Html {
  const kinds = { due: '', extended: ' (đã gia hạn)', correction: ' (hạn bổ sung)' };
  return html`<section class="card">
    <h2>Thông tin</h2>
    <dl class="pairs">
      <dt>Hạn hiện nay</dt>
      <dd><strong>${weekdayWords(due.due)}</strong>${kinds[due.kind]}</dd>
      ${due.kind !== 'due' && html`<dt>Hạn ban đầu</dt><dd>${dayWords(obligation.due)}</dd>`}
      <dt>Bản nháp</dt>
      <dd>${draft ? `đã lưu lúc ${momentWords(draft.saved_at)}` : 'chưa có'}</dd>
      <dt>Tệp đính kèm</dt>
      <dd>${attachments.length > 0 ? `${attachments.length} tệp` : 'chưa có'}</dd>
    </dl>
    <h3>Người liên hệ</h3>
    ${
      contacts.length > 0
        ? html`<ul class="contacts">
            ${contacts.map(
              ({ role, name, title, email, bouncedAt, bounceReason }) =>
                html`<li>
                  <small>${contactWords[role] ?? role}</small> ${name}${title && `, ${title}`}<br /><a href="mailto:${email}">${email}</a>${bouncedContact(bouncedAt, bounceReason)}
                </li>`,
            )}
          </ul>`
        : html`<p>Chưa có người liên hệ; thư không gửi được cho cơ quan này.</p>`
    }
  </section>`;
}
