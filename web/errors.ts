import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../api/deps.ts';
import { answerTo } from '../api/errors.ts';
import { Refusal } from '../domain/refusal.ts';
import { typedOf } from './forms.ts';
import { sendPage } from './frame.ts';
import type { Show } from './frame.ts';
import type { Html } from './html.ts';
import { errorPage } from './pages/error.ts';
import { signInPage } from './pages/sign-in.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The page to show again, with what was typed, when a form is refused. */
    again?: Show;
  }
}

/**
 * Answers a page's errors: the form again with what was typed and every place to be mended, the sign-in page when the
 * session is missing, a page that says what to do next otherwise. Status and sentence are the API's.
 */
export const answerPage =
  (deps: Deps) =>
  async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const answer = answerTo(error, request.id);
    if (answer.status >= 500) request.log.error({ err: error }, 'unexpected error');
    const { again } = request.routeOptions.config;
    if (again && answer.status < 500 && answer.code !== 'session.missing') {
      // What could not be read is not shown as a form in which nothing was typed.
      const form = request.body === undefined ? '' : (request.url.split('?')[0]?.split('/').at(-1) ?? '');
      const failure = { ...answer, form, typed: typedOf(request) };
      const page = await shownAgain(again(request, reply, failure));
      if (page) return sendPage(reply.code(answer.status), page);
    }
    const show = answer.code === 'session.missing' ? signInPage : errorPage;
    return sendPage(reply.code(answer.status), show(deps, request, reply, answer));
  };

/** A form's page; undefined when the page itself cannot be shown, as with a link that has ended. */
async function shownAgain(page: Promise<Html>): Promise<Html | undefined> {
  try {
    return await page;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
