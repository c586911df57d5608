import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import type { Answer } from '../../api/errors.ts';
import { clearSession, sessionMilliseconds, setSession } from '../../api/identity.ts';
import { signIn, signOut } from '../../office/sign-in.ts';
import { textField } from '../components/field.ts';
import { icon } from '../components/icons.ts';
import { typedTexts } from '../components/typed-texts.ts';
import { typedOf } from '../forms.ts';
import { answerWith, openFrame } from '../frame.ts';
import type { Failure, Show } from '../frame.ts';
import type { Html } from '../html.ts';
import { signInLimit } from '../../api/rate-limits.ts';

/** Signing in and out. */
export function signInPages(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;
  const show: Show = async (request, reply, failure) => signInForm(deps, request, reply, { failure });

  app.get('/sign-in', answerWith(show));
  app.post('/sign-in', { config: { again: show, rateLimit: signInLimit } }, async (request, reply) => {
    const { email = '', password = '', to } = typedOf(request);
    const at = clock.now();
    const expiresAt = clock.patience(sessionMilliseconds);
    setSession(reply, await signIn(db, { email, password, at, expiresAt }), deps);
    return reply.redirect(localPath(to), 303);
  });
  app.post('/sign-out', async (request, reply) => {
    const token = clearSession(request, reply);
    if (token) await signOut(db, token, clock.now());
    return reply.redirect('/sign-in?done=signed-out', 303);
  });
}

/** The page in place of one that needs a session: what was asked for follows the sign-in. */
export const signInPage = (deps: Deps, request: FastifyRequest, reply: FastifyReply, missing: Answer): Html =>
  signInForm(deps, request, reply, { missing, to: request.method === 'GET' ? request.url : '/' });

function signInForm(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  { failure, missing, to }: { failure?: Failure | undefined; missing?: Answer; to?: string },
): Html {
  const { csrf, page } = openFrame(deps, request, reply, failure);
  const form = 'sign-in';
  const asked = to ?? failure?.typed['to'] ?? (request.query as { to?: string }).to;
  return page(
    { title: 'Đăng nhập' },
    html`<section class="card lone">
      <h1>Đăng nhập</h1>
      ${missing && request.url !== '/' && html`<p class="lead">${icon('alert')} ${missing.sentence}</p>`}
      <form method="post" action="/sign-in" novalidate>
        ${csrf}
        <input type="hidden" name="to" value="${localPath(asked)}" />
        ${textField({ form, name: 'email', label: 'Thư công vụ', kind: 'email', autocomplete: 'username', failure, required: true })}
        ${textField({ form, name: 'password', label: 'Mật khẩu', kind: 'password', autocomplete: 'current-password', failure, required: true })}
        <button type="submit">Đăng nhập</button>
      </form>
      <p class="hint">
        Trang này dành cho cán bộ của cơ quan đầu mối. Cơ quan báo cáo không cần tài khoản: đề nghị mở liên kết trong thư của Sở
        Khoa học và Công nghệ. Quên mật khẩu: đề nghị người quản trị mời lại.
      </p>
      ${missing && request.method !== 'GET' && typedTexts(typedOf(request))}
    </section>`,
  );
}

/** A path of this site, or the home page for anything else: a sign-in never leads elsewhere. */
export function localPath(to: string | undefined): string {
  if (!to?.startsWith('/') || /[\\\s]/.test(to)) return '/';
  const base = 'http://local.invalid';
  const url = URL.parse(to, base);
  return url?.origin === base && !url.pathname.startsWith('//') && !url.pathname.startsWith('/sign-')
    ? `${url.pathname}${url.search}`
    : '/';
}
