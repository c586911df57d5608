import type { FastifyInstance } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { getInvited, setPassword } from '../../office/invite-staff.ts';
import { textField } from '../components/field.ts';
import { openForm } from '../forms.ts';
import { answerWith, openFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import { signInLimit } from '../../api/rate-limits.ts';
import { roleWords } from '../words.ts';

type Params = { token: string };

/** Setting a password with a one-time link. */
export function setupPages(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;
  const show: Show = async (request, reply, failure) => {
    const { token } = request.params as Params;
    const invited = await getInvited(db, token, clock.now());
    const { csrf, page } = openFrame(deps, request, reply, failure);
    const common = {
      form: 'password',
      kind: 'password',
      autocomplete: 'new-password',
      failure,
      required: true,
    } as const;
    return page(
      { title: 'Đặt mật khẩu' },
      html`<section class="card lone">
        <h1>Đặt mật khẩu</h1>
        <dl class="pairs">
          <dt>Họ tên</dt>
          <dd>${invited.name}</dd>
          <dt>Thư công vụ</dt>
          <dd>${invited.email}</dd>
          <dt>Vai trò</dt>
          <dd>${roleWords[invited.role]}</dd>
        </dl>
        <form method="post" action="/setup/${token}/password" novalidate>
          ${csrf}
          ${textField({ ...common, name: 'password', label: 'Mật khẩu mới', hint: 'Ít nhất 12 ký tự; một câu dễ nhớ là tốt nhất.' })}
          ${textField({ ...common, name: 'again', label: 'Nhập lại mật khẩu' })}
          <button type="submit">Đặt mật khẩu</button>
        </form>
        <p class="hint">Liên kết này dùng được một lần. Khi đặt mật khẩu, các phiên đăng nhập cũ của tài khoản kết thúc.</p>
      </section>`,
    );
  };

  app.get('/setup/:token', { config: { rateLimit: { ...signInLimit, max: 30 } } }, answerWith(show));
  app.post('/setup/:token/password', { config: { again: show, rateLimit: signInLimit } }, async (request, reply) => {
    const { token } = request.params as Params;
    const form = openForm(request);
    const password = form.typed['password'] ?? '';
    if (password.length < 12) form.blame('password', 'Mật khẩu cần ít nhất 12 ký tự.');
    if (form.typed['again'] !== password) form.blame('again', 'Hai lần nhập chưa giống nhau.');
    form.check();
    await setPassword(db, { token, password, at: clock.now() });
    return reply.redirect('/sign-in?done=password', 303);
  });
}
