import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { Refusal } from '../../domain/refusal.ts';
import { momentWords, stampWords } from '../../domain/words.ts';
import { countMail, listMail, readMail } from '../../mail/sink.ts';
import type { StoredMail } from '../../mail/sink.ts';
import { pager } from '../components/pager.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import type { Html } from '../html.ts';
import { localPath } from './sign-in.ts';

const pageLength = 50;

/** A letter's HTML shows and does nothing else: no script, no form, no request, no frame but ours around it. */
export const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";
/** The page around it, which alone may frame it. */
export const framingPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; frame-src 'self'";

/** Hộp thư: the letters of an installation whose mail does not leave the machine. */
export function mailboxPages(app: FastifyInstance, deps: Deps): void {
  const folder = deps.mailFolder;
  if (!folder) return;

  const mailOf = async ({ params }: FastifyRequest): Promise<StoredMail> => {
    const mail = await readMail(folder, (params as { id: string }).id);
    if (!mail) throw new Refusal('notification.not_found');
    return mail;
  };

  const list: Show = async (request, reply) => {
    const { page } = await openStaffFrame(deps, request, reply);
    const number = Math.max(1, Math.trunc(Number((request.query as { page?: string }).page)) || 1);
    const total = await countMail(folder);
    const mails = await listMail(folder, { limit: pageLength, offset: (number - 1) * pageLength });
    return page(
      { title: 'Hộp thư', place: 'mailbox', width: 'wide' },
      html`<h1>Hộp thư tại chỗ</h1>
        <p class="lead">Thư của bản cài đặt này không ra khỏi máy; đây là những gì người nhận sẽ thấy.</p>
        ${
          mails.length > 0
            ? html`${mailTable(mails)} ${pager({ number, total, length: pageLength, href: (each) => `/mailbox?page=${each}` })}`
            : html`<p class="nothing">Chưa có thư nào. Thư đầu tiên đến khi kỳ báo cáo đề nghị các cơ quan báo cáo.</p>`
        }`,
    );
  };

  const one: Show = async (request, reply) => {
    const { page } = await openStaffFrame(deps, request, reply);
    const mail = await mailOf(request);
    void reply.header('content-security-policy', framingPolicy);
    return page(
      { title: mail.subject || 'Thư', place: 'mailbox' },
      html`<p class="crumbs"><a href="/mailbox">Hộp thư</a> ›</p>
        <h1>${mail.subject || '(không có tiêu đề)'}</h1>
        <dl class="pairs">
          <dt>Từ</dt>
          <dd>${mail.from}</dd>
          <dt>Đến</dt>
          <dd>${mail.to.join(', ')}</dd>
          <dt>Lúc</dt>
          <dd>${mail.date ? momentWords(mail.date) : 'không rõ'}</dd>
          ${mail.slot && html`<dt>Mã lượt thư</dt><dd><code>${mail.slot}</code></dd>`}
        </dl>
        ${
          mail.html &&
          html`<iframe class="mail" sandbox="" src="/mailbox/${mail.id}/html" title="Nội dung thư"></iframe>`
        }
        ${mail.links.length > 0 && linkList(mail.links, deps.publicUrl)}
        <details ${!mail.html && html`open`}>
          <summary>Bản chữ của thư</summary>
          <pre class="mail-text">${mail.text}</pre>
        </details>`,
    );
  };

  app.get('/mailbox', answerWith(list));
  app.get('/mailbox/:id', answerWith(one));
  app.get('/mailbox/:id/html', async (request, reply) => {
    onlyStaff(request);
    const mail = await mailOf(request);
    return reply
      .header('content-security-policy', mailPolicy)
      .header('cache-control', 'private, no-store')
      .type('text/html; charset=utf-8')
      .send(mail.html);
  });
}

const mailTable = (mails: readonly StoredMail[]): Html =>
  html`<table>
    <caption class="unseen">
      Thư, mới nhất trước
    </caption>
    <thead>
      <tr>
        <th scope="col">Tiêu đề</th>
        <th scope="col">Đến</th>
        <th scope="col">Lúc</th>
      </tr>
    </thead>
    <tbody>
      ${mails.map(
        ({ id, subject, to, date }) =>
          html`<tr class="line">
            <th scope="row"><a class="row-link" href="/mailbox/${id}">${subject || '(không có tiêu đề)'}</a></th>
            <td>${to.join(', ')}</td>
            <td>${date && stampWords(date)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;

/** The letter's own links, those of this site as links, others as words. */
const linkList = (links: readonly string[], publicUrl: string): Html =>
  html`<h2>Liên kết trong thư</h2>
    <ul>
      ${links.map((link) =>
        link.startsWith(`${publicUrl}/`)
          ? html`<li><a href="${localPath(link.slice(publicUrl.length))}" target="_blank" rel="noopener">${link}</a></li>`
          : html`<li>${link}</li>`,
      )}
    </ul>`;
