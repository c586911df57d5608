import type { FastifyInstance } from 'fastify';
import { html, raw } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { workingDaysBetween } from '../../domain/calendar.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { obstaclePatience } from '../../domain/obstacle.ts';
import type { ObstacleState } from '../../domain/obstacle.ts';
import { dayOf } from '../../domain/zone.ts';
import type { ObstaclePeriod } from '../../domain/obstacle-period.ts';
import { obstacleStateWords } from '../../domain/obstacle-words.ts';
import { dayWords } from '../../domain/words.ts';
import { readObstacleDue } from '../../office/read-obstacle-due.ts';
import { getCalendar } from '../../store/calendars.ts';
import { listObstacles } from '../../store/obstacles.ts';
import { obstacleState } from '../components/states.ts';
import { stampTime } from '../components/times.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import type { Html } from '../html.ts';

type Line = Awaited<ReturnType<typeof listObstacles>>[number];

/** Vướng mắc: what agencies cannot solve by themselves, those that wait longest first. */
export function obstaclesPage(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  const show: Show = async (request, reply) => {
    const { page, now } = await openStaffFrame(deps, request, reply);
    const all = await listObstacles(db);
    const calendar = await getCalendar(db);
    const due = await readObstacleDue(db, now);
    const { state } = request.query as { state?: string };
    const chosen = Object.keys(obstacleStateWords).find((each) => each === state) as ObstacleState | undefined;
    const lines = (chosen ? all.filter((line) => line.state === chosen) : all).toSorted((a, b) => rank(a) - rank(b));
    return page(
      { title: 'Vướng mắc', place: 'obstacles', width: 'wide' },
      html`<h1>Khó khăn, vướng mắc của các cơ quan</h1>
        <p class="lead">
          Vướng mắc được trả lời trong ${obstaclePatience[0]} ngày làm việc; quá ${obstaclePatience[1]} ngày, lãnh đạo Sở được báo.
        </p>
        ${compilationNotice(due)} ${choices(all, chosen)} ${lines.length > 0 ? table(lines, now, calendar) : html`<p class="nothing">Không có vướng mắc nào ${chosen ? 'ở tình trạng này' : ''}. Khi cơ quan nêu vướng mắc, chuyên viên nhận thư ngay.</p>`}`,
    );
  };
  app.get('/obstacles', answerWith(show));
}

/** Where obstacles are compiled for UBND tỉnh, and that it is time. */
const compilationNotice = (due: ObstaclePeriod | undefined): Html =>
  due
    ? html`<p class="note">
        <strong>Đến kỳ tổng hợp vướng mắc ${due.words} cho UBND tỉnh</strong> (từ ${dayWords(due.dueOn)}), chưa lập.
        <a href="/obstacles/compilation?from=${due.from.toString()}&amp;to=${due.to.toString()}">Xem và lập bản tổng hợp</a>
      </p>`
    : html`<p><a href="/obstacles/compilation">Tổng hợp vướng mắc cho UBND tỉnh</a></p>`;

/** Those that wait for us stand first, closed ones last. */
const rank = ({ state }: Line): number => ['raised', 'forwarded', 'answered', 'decided', 'closed'].indexOf(state);

function choices(all: readonly Line[], chosen: ObstacleState | undefined): Html {
  const choice = (state: ObstacleState | undefined, words: string) => {
    const count = state ? all.filter((line) => line.state === state).length : all.length;
    return html`<li>
      <a href="/obstacles${state && `?state=${state}`}" ${state === chosen && raw('aria-current="true"')}>${words} <span class="count">${count}</span></a>
    </li>`;
  };
  return html`<nav class="choices" aria-label="Lọc theo tình trạng">
    <ul>
      ${choice(undefined, 'Tất cả')} ${Object.entries(obstacleStateWords).map(([state, words]) => choice(state as ObstacleState, words))}
    </ul>
  </nav>`;
}

const table = (lines: readonly Line[], now: Temporal.Instant, calendar: Calendar): Html =>
  html`<table>
    <caption class="unseen">
      Vướng mắc, chờ lâu nhất trước
    </caption>
    <thead>
      <tr>
        <th scope="col">Vướng mắc</th>
        <th scope="col">Cơ quan nêu</th>
        <th scope="col">Tình trạng</th>
        <th scope="col" class="wide">Nêu lúc</th>
        <th scope="col">Đã chờ</th>
      </tr>
    </thead>
    <tbody>
      ${lines.map(
        (line) =>
          html`<tr class="line">
            <th scope="row"><a class="row-link" href="/obstacles/${line.id}">${line.title}</a>${line.task_code && html`<small>Nhiệm vụ ${line.task_code}</small>`}</th>
            <td>${line.agency_name}</td>
            <td>${obstacleState(line.state)}</td>
            <td class="wide">${stampTime(line.raised_at)}</td>
            <td>${waited(line, now, calendar)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;

function waited({ state, waiting_since }: Line, now: Temporal.Instant, calendar: Calendar): Html {
  if (state === 'closed') return html`<span class="blank">đã đóng</span>`;
  const days = workingDaysBetween(dayOf(waiting_since), dayOf(now), calendar);
  const words = days === 0 ? 'từ hôm nay' : `${days} ngày làm việc`;
  return state === 'raised' && days >= obstaclePatience[0]
    ? html`<strong class="alarm">${words}</strong>`
    : html`${words}`;
}
