import type { FastifyInstance } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import type { StaffRole } from '../../domain/actor.ts';
import { momentWords } from '../../domain/words.ts';
import { inviteAgain, inviteStaff } from '../../office/invite-staff.ts';
import { makeApiKey } from '../../office/make-api-key.ts';
import { listAccounts } from '../../store/accounts.ts';
import { selectField, textField } from '../components/field.ts';
import { plainState } from '../components/states.ts';
import { stampTime } from '../components/times.ts';
import { idOf, openForm } from '../forms.ts';
import { answerWith, openStaffFrame, sendPage } from '../frame.ts';
import type { Failure, Show } from '../frame.ts';
import type { Html } from '../html.ts';
import { roleWords } from '../words.ts';

/** How long an invitation can be used, in a person's own time. */
const invitationMilliseconds = 72 * 60 * 60 * 1000;
const roles = Object.entries(roleWords) as [StaffRole, string][];

/** A secret that is shown once, right after it was made. */
interface Secret {
  title: string;
  words: string;
  value: string;
}

/** Quản trị: accounts, invitations, API keys. */
export function accountsPage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;

  const shown =
    (secret?: Secret): Show =>
    async (request, reply, failure) => {
      const { page, csrf, staff } = await openStaffFrame(deps, request, reply, failure, 'administer');
      const accounts = await listAccounts(db);
      return page(
        { title: 'Quản trị', place: 'accounts', width: 'wide' },
        html`<h1>Quản trị tài khoản</h1>
          ${secret && secretCard(secret)}
          <div class="split">
            <section aria-labelledby="accounts-title">
              <h2 id="accounts-title">Tài khoản</h2>
              ${accountTable(accounts, csrf, staff.account)}
            </section>
            <aside aria-label="Thêm tài khoản và khóa">${inviteForm(csrf, failure)} ${keyForm(csrf, failure)}</aside>
          </div>`,
      );
    };
  const show = shown();

  app.get('/accounts', answerWith(show));
  app.post('/accounts/invite', { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'administer');
    const form = openForm(request);
    const [email, name, title] = [form.text('email'), form.text('name'), form.text('title')];
    const role = roles.find(([each]) => each === form.typed['role'])?.[0] ?? 'viewer';
    const at = clock.now();
    const expiresAt = clock.patience(invitationMilliseconds);
    const token = await inviteStaff(db, { email, name, title, role, actor, at, expiresAt });
    return sendPage(reply.code(201), await shown(invitation(name, token, expiresAt))(request, reply));
  });
  app.post('/accounts/:id/invite-again', { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'administer');
    const account = idOf((request.params as { id: string }).id, 'actor.unknown');
    const expiresAt = clock.patience(invitationMilliseconds);
    const token = await inviteAgain(db, { account, actor, at: clock.now(), expiresAt });
    const name = (await listAccounts(db)).find(({ id }) => id === account)?.name ?? '';
    return sendPage(reply.code(201), await shown(invitation(name, token, expiresAt))(request, reply));
  });
  app.post('/accounts/api-key', { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'administer');
    const form = openForm(request);
    const name = form.text('key', 'Cần đặt tên cho khóa.');
    form.check();
    const value = await makeApiKey(db, { name, actor, at: clock.now() });
    const secret = {
      title: `Khóa API “${name}”`,
      value,
      words: 'Khóa có quyền của tài khoản này. Khóa chỉ hiện lần này; hệ thống không giữ bản rõ.',
    };
    return sendPage(reply.code(201), await shown(secret)(request, reply));
  });

  const invitation = (name: string, token: string, until: Temporal.Instant): Secret => ({
    title: `Liên kết đặt mật khẩu của ${name}`,
    value: `${deps.publicUrl}/setup/${token}`,
    words: `Dùng được một lần, đến ${momentWords(until)}. Đề nghị chuyển riêng cho người nhận; liên kết chỉ hiện lần này.`,
  });
}

const secretCard = ({ title, words, value }: Secret): Html =>
  html`<section class="message good" role="status">
    <div>
      <p><strong>${title}</strong></p>
      <p><code class="secret">${value}</code></p>
      <p>${words}</p>
    </div>
  </section>`;

const accountTable = (accounts: Awaited<ReturnType<typeof listAccounts>>, csrf: Html, self: string): Html =>
  html`<table>
    <caption class="unseen">
      Tài khoản đang có hiệu lực
    </caption>
    <thead>
      <tr>
        <th scope="col">Họ tên</th>
        <th scope="col">Vai trò</th>
        <th scope="col">Mật khẩu</th>
        <th scope="col" class="wide">Lập lúc</th>
        <th scope="col">Liên kết</th>
      </tr>
    </thead>
    <tbody>
      ${accounts.map(
        (account) =>
          html`<tr>
            <th scope="row">
              ${account.name}${account.id === self && ' (tài khoản này)'}<small>${account.title && `${account.title} · `}${account.email}</small>
            </th>
            <td>${roleWords[account.role]}</td>
            <td>${account.password ? plainState('good', 'check', 'Đã đặt') : plainState('calm', 'clock', 'Chưa đặt')}</td>
            <td class="wide">${stampTime(account.created_at)}</td>
            <td>
              <form method="post" action="/accounts/${account.id}/invite-again" class="inline">
                ${csrf}
                <button class="secondary small" type="submit">Mời lại<span class="unseen"> ${account.name}</span></button>
              </form>
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;

function inviteForm(csrf: Html, failure: Failure | undefined): Html {
  const form = 'invite';
  return html`<section class="card">
    <h2>Mời người dùng</h2>
    <form method="post" action="/accounts/invite" novalidate>
      ${csrf} ${textField({ form, name: 'name', label: 'Họ tên', failure, required: true })}
      ${textField({ form, name: 'email', kind: 'email', label: 'Thư công vụ', failure, required: true })}
      ${textField({ form, name: 'title', label: 'Chức vụ', failure })}
      ${selectField({ form, name: 'role', label: 'Vai trò', value: 'officer', failure, options: roles })}
      <p class="note">Hệ thống lập một liên kết dùng một lần, hiện ngay trên trang này, để người được mời tự đặt mật khẩu.</p>
      <button type="submit">Mời</button>
    </form>
  </section>`;
}

const keyForm = (csrf: Html, failure: Failure | undefined): Html =>
  html`<section class="card">
    <h2>Khóa API</h2>
    <form method="post" action="/accounts/api-key" novalidate>
      ${csrf} ${textField({ form: 'api-key', name: 'key', label: 'Tên khóa', hint: 'ví dụ: đồng bộ cổng dữ liệu tỉnh', failure, required: true })}
      <button class="secondary" type="submit">Lập khóa</button>
    </form>
  </section>`;
