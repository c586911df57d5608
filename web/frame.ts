import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../api/deps.ts';
import type { Answer } from '../api/errors.ts';
import { heartbeatPatience } from '../api/health.ts';
import { onlyStaff } from '../api/identity.ts';
import { mayDo } from '../domain/actor.ts';
import type { Power } from '../domain/actor.ts';
import { cycleId } from '../domain/matter.ts';
import { termOf } from '../domain/term.ts';
import { readClockwork } from '../office/read-clockwork.ts';
import type { Staff } from '../office/sign-in.ts';
import { layout } from './components/layout.ts';
import type { Page } from './components/layout.ts';
import { errorSummary, notice } from './components/notice.ts';
import type { Typed } from './forms.ts';
import type { Html } from './html.ts';
import { readDesk } from '../office/read-desk.ts';

/** What a form was refused with: the sentence, the places, and what was typed, to be shown again. */
export interface Failure extends Answer {
  /** Which form of the page: the last part of the address that it was sent to. */
  form: string;
  typed: Typed;
}

/** Makes a page; the same for a GET and for a form that was refused. */
export type Show = (request: FastifyRequest, reply: FastifyReply, failure?: Failure) => Promise<Html>;

/** What every page needs: the hidden field of its forms, the moment, and the frame to put its content in. */
export interface Frame {
  csrf: Html;
  now: Temporal.Instant;
  failure: Failure | undefined;
  page: (page: Page, body: Html) => Html;
}

export interface StaffFrame extends Frame {
  staff: Staff;
  may: (power: Power) => boolean;
}

/** The frame of pages for everybody: sign-in, rooms, errors. */
export function openFrame(deps: Deps, request: FastifyRequest, reply: FastifyReply, failure?: Failure): Frame {
  return {
    csrf: csrfField(reply),
    now: deps.clock.now(),
    failure,
    page: (page, body) => layout(page, messages(request, failure), body),
  };
}

/** The frame of staff pages. Refuses: `session.missing`, `actor.not_allowed`. */
export async function openStaffFrame(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  failure?: Failure,
  power: Power = 'read',
): Promise<StaffFrame> {
  const staff = onlyStaff(request, power);
  const clockwork = await readClockwork(deps.db, deps.clock.patience(-heartbeatPatience));
  const desk = {
    ...(await readDesk(deps.db, cycleAtHand(request))),
    clockwork,
    staff,
    mailbox: deps.mailFolder !== undefined,
  };
  const csrf = csrfField(reply);
  return {
    csrf,
    now: deps.clock.now(),
    failure,
    staff,
    may: (each) => mayDo(staff.role, each),
    page: (page, body) => layout({ ...page, desk: { ...desk, csrf } }, messages(request, failure), body),
  };
}

/** The cycle whose pages a person is on: the menu stays with it, where several are open. */
function cycleAtHand({ url }: FastifyRequest): string | undefined {
  const [, regime, term = ''] = /^\/cycles\/([a-z0-9-]{1,40})\/([^/?]+)/.exec(url) ?? [];
  const named = termOf(term);
  return regime && named && cycleId(regime, named);
}

/** Sends a page; it is never kept by shared machines. */
export async function sendPage(reply: FastifyReply, page: Html): Promise<FastifyReply> {
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'private, no-store')
    .send(String(await page));
}

/** The handler of a page's address. */
export const answerWith =
  (show: Show) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    sendPage(reply, await show(request, reply));

const csrfField = (reply: FastifyReply): Html =>
  html`<input type="hidden" name="_csrf" value="${reply.generateCsrf()}" />`;

function messages(request: FastifyRequest, failure: Failure | undefined): Html {
  if (failure) return errorSummary(failure);
  const { done } = request.query as { done?: unknown };
  return notice(typeof done === 'string' ? done : '');
}
