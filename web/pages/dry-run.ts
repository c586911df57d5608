import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html, raw } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import type { DryAgency, DryStep, DryTerm } from '../../domain/dry-run.ts';
import { isWave } from '../../domain/regime.ts';
import { termName, termWords } from '../../domain/term.ts';
import { momentWords } from '../../domain/words.ts';
import { dayOf } from '../../domain/zone.ts';
import { readDryRun } from '../../office/read-dry-run.ts';
import type { DryRun } from '../../office/read-dry-run.ts';
import { dryRunList } from '../components/dry-run-list.ts';
import { dryPath, dryRunTerm } from '../components/dry-run-term.ts';
import { dryFigures, dryTotals } from '../components/dry-run-totals.ts';
import { dryWarnings } from '../components/dry-run-warnings.ts';
import { recipientWords } from '../components/dry-run-words.ts';
import { findStep, previewLetter } from '../dry-run-letter.ts';
import type { Preview } from '../dry-run-letter.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import type { Html } from '../html.ts';
import { rungWords } from '../words.ts';
import { framingPolicy, mailPolicy } from './mailbox.ts';

/** Chạy thử cả năm: every letter of a regime's year before it leaves, to whom, when, and as its reader would see it. */
export function dryRunPages(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;
  const path = '/regimes/:id/dry-run';
  const preview = (request: FastifyRequest) => previewLetter(deps, idOf(request), request.query);

  const show: Show = async (request, reply) => {
    const { page } = await openStaffFrame(deps, request, reply);
    const year = yearOf((request.query as { year?: string }).year) ?? dayOf(clock.now()).year;
    const run = await readDryRun(db, idOf(request), year);
    return page({ title: `Chạy thử cả năm ${year}`, width: 'wide' }, yearView(run));
  };

  const list: Show = async (request, reply) => {
    const { page } = await openStaffFrame(deps, request, reply);
    const { run, dry, step } = await findStep(deps, idOf(request), request.query);
    const title = titleOf(run, dry, step);
    return page({ title, width: 'wide' }, html`${crumbs(run)}<h1>${title}</h1>${dryRunList(run, dry, step)}`);
  };

  const one: Show = async (request, reply) => {
    const { page } = await openStaffFrame(deps, request, reply);
    const shown = await preview(request);
    void reply.header('content-security-policy', framingPolicy);
    return page({ title: titleOf(shown.run, shown.dry, shown.step) }, letterView(shown));
  };

  app.get(path, answerWith(show));
  app.get(`${path}/step`, answerWith(list));
  app.get(`${path}/letter`, answerWith(one));
  app.get(`${path}/letter/html`, async (request, reply) => {
    onlyStaff(request);
    const { letter } = await preview(request);
    return reply
      .header('content-security-policy', mailPolicy)
      .header('cache-control', 'private, no-store')
      .type('text/html; charset=utf-8')
      .send(letter.html);
  });
}

const idOf = ({ params }: FastifyRequest): string => (params as { id: string }).id;

const yearOf = (text: string | undefined): number | undefined =>
  /^2[01]\d\d$/.test(text ?? '') ? Number(text) : undefined;

const titleOf = ({ facts }: DryRun, { term }: DryTerm, { kind, rung }: DryStep): string =>
  `${rungWords(kind, rung)}, báo cáo ${termWords(term, facts.regime.frequency)}`;

const crumbs = ({ facts, year }: DryRun): Html =>
  html`<p class="crumbs">
    <a href="/regimes/${facts.regime.id}">Chế độ báo cáo</a> ›
    <a href="/regimes/${facts.regime.id}/dry-run?year=${year}">Chạy thử năm ${year}</a> ›
  </p>`;

function yearView(run: DryRun): Html {
  const { facts, plan, year, terms } = run;
  const other = (each: number) =>
    html`<a href="/regimes/${facts.regime.id}/dry-run?year=${each}">năm${'\u00a0'}${each}</a>`;
  return html`<p class="crumbs"><a href="/regimes/${facts.regime.id}">Chế độ báo cáo</a> ›</p>
    <div class="title">
      <div>
        <h1>Chạy thử cả năm ${year}</h1>
        <p class="lead">
          ${plan.shortTitle}. Đây là mọi thư sẽ gửi nếu không cơ quan nào báo cáo, tính bằng chính các quy tắc mà hệ thống dùng khi chạy thật.
          Không thư nào được gửi từ trang này.
        </p>
      </div>
      <nav aria-label="Năm khác"><span>${other(year - 1)} · ${other(year + 1)}</span></nav>
    </div>
    ${dryWarnings(run)}
    ${
      terms.length > 0
        ? html`${dryFigures(run)} ${terms.map((dry, place) => dryRunTerm(dry, run, place === 0))} ${dryTotals(run)}`
        : html`<p class="nothing">Năm ${year} không có kỳ nào chạy thử được. Xem ${other(year - 1)} hoặc ${other(year + 1)}.</p>`
    }`;
}

function letterView({ run, dry, step, agency, letter }: Preview): Html {
  const query = { term: termName(dry.term), step: step.key, ...(agency && { agency: agency.code }) };
  return html`${crumbs(run)}
    <h1>${letter.subject}</h1>
    <dl class="pairs">
      <dt>Sẽ gửi lúc</dt>
      <dd>${momentWords(step.leavesAt ?? step.at)}</dd>
      <dt>Gửi tới</dt>
      <dd>${agency ? `${agency.name} (${recipientWords(step.to)})` : recipientWords(step.to)}</dd>
      <dt>Vì sao có thư</dt>
      <dd>${step.basis}</dd>
    </dl>
    ${isWave(step.kind) && agency && readerForm(run, step, query, agency)}
    <iframe class="mail" sandbox="" src="${dryPath(run, 'letter/html', query)}" title="Nội dung thư"></iframe>
    <p class="note">Bản xem thử: nút trong thư chưa dẫn đi đâu; khi gửi thật, mỗi cơ quan có liên kết riêng.</p>
    <details>
      <summary>Bản chữ của thư</summary>
      <pre class="mail-text">${letter.text}</pre>
    </details>`;
}

function readerForm(run: DryRun, step: DryStep, { term, step: key }: Record<string, string>, chosen: DryAgency): Html {
  return html`<form class="filters" method="get" action="/regimes/${run.facts.regime.id}/dry-run/letter">
    <input type="hidden" name="term" value="${term}" /><input type="hidden" name="step" value="${key}" />
    <label
      >Xem thư như cơ quan<select name="agency">
        ${step.letters.map(({ agency: { code, name } }) => html`<option value="${code}" ${code === chosen.code && raw('selected')}>${name}</option>`)}
      </select></label
    >
    <button type="submit" class="quiet">Xem</button>
  </form>`;
}
