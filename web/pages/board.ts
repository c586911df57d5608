import type { FastifyInstance } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { workingDaysBetween } from '../../domain/calendar.ts';
import { dayWords, momentWords } from '../../domain/words.ts';
import { byDate, dayOf } from '../../domain/zone.ts';
import { readBoard } from '../../office/read-board.ts';
import type { Board } from '../../office/read-board.ts';
import { listOpenCycles } from '../../office/read-desk.ts';
import { getCalendar } from '../../store/calendars.ts';
import { getPlan, listCycles, getCyclePolicy } from '../../store/cycles.ts';
import { boardTable } from '../components/board-table.ts';
import { boardFilters, fits, lookChoices, readView } from '../components/board-view.ts';
import { curve } from '../components/curve.ts';
import { figures } from '../components/figures.ts';
import { nextSteps } from '../components/next-steps.ts';
import { openCycleChoices } from '../components/open-cycles.ts';
import { timeline } from '../components/timeline.ts';
import { cycleOf } from '../cycle-params.ts';
import { answerWith, openStaffFrame, sendPage } from '../frame.ts';
import type { Show } from '../frame.ts';
import type { Html } from '../html.ts';

/** Theo dõi: who is missing, what happens next, will it be in time. */
export function boardPage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;

  const live = async (cycle: string, path: string, query: unknown): Promise<{ board: Board; fragment: Html }> => {
    const board = await readBoard(db, cycle, clock.now());
    const calendar = await getCalendar(db);
    const view = readView(query);
    const lines = board.lines.filter((line) => fits(line, view));
    const left = workingDaysBetween(dayOf(board.asOf), board.cycle.sendUp, calendar);
    const fragment = html`<div
      id="live"
      hx-get="${path}"
      hx-trigger="every 10s"
      hx-select="#live"
      hx-swap="outerMorph"
      hx-target="this"
    >
      ${nextSteps(board, left)}
      <div class="overview">${figures(board)} ${curve(board)}</div>
      ${timeline(board, calendar)}
      <div hx-morph-skip>${boardFilters(view, cycle)}</div>
      ${lookChoices(board, view, cycle)}
      <p class="found">
        ${lines.length} trong ${board.lines.length} cơ quan · số liệu lúc ${momentWords(board.asOf)}
      </p>
      ${boardTable(board, lines, view)}
    </div>`;
    return { board, fragment };
  };

  const show: Show = async (request, reply) => {
    const { page } = await openStaffFrame(deps, request, reply);
    const cycle = cycleOf(request);
    const { board, fragment } = await live(cycle, request.url, request.query);
    const regime = await getCyclePolicy(db, cycle);
    const plan = await getPlan(db, regime.plan);
    return page(
      { title: `Theo dõi ${board.cycle.words}`, place: 'board', width: 'wide', scripts: ['htmx.js'] },
      html`<div class="title">
          <div>
            <h1>Báo cáo ${board.cycle.words} ${plan.shortTitle}</h1>
            <p class="lead">
              Kỳ số liệu từ ${dayWords(board.cycle.periodFrom)} đến ${dayWords(board.cycle.periodTo)}${
                board.cycle.closedAt && html` · <strong>đã đóng ${momentWords(board.cycle.closedAt)}</strong>`
              }
            </p>
          </div>
          ${await otherCycles(cycle)}
        </div>
        ${openCycleChoices(await listOpenCycles(db), cycle)}
        ${fragment}`,
    );
  };

  const otherCycles = async (current: string): Promise<Html> => {
    const others = (await listCycles(db))
      .filter(({ id, closedAt }) => id !== current && closedAt)
      .toSorted((a, b) => byDate(b.due, a.due));
    return html`${
      others.length > 0 &&
      html`<nav aria-label="Kỳ đã đóng">Kỳ đã đóng: ${others.map(({ id, words }) => html`<a href="/cycles/${id}">${words}</a> `)}</nav>`
    }`;
  };

  app.get('/cycles/:regime/:term', async (request, reply) => {
    if (request.headers['hx-request'] !== 'true') return answerWith(show)(request, reply);
    await openStaffFrame(deps, request, reply);
    return sendPage(reply, (await live(cycleOf(request), request.url, request.query)).fragment);
  });
}
