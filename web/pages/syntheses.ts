import type { FastifyInstance } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import type { PlaceState } from '../../domain/place-standing.ts';
import { readPeople } from '../../office/read-people.ts';
import { readSyntheses } from '../../office/read-syntheses.ts';
import { placeWords } from '../components/place-state.ts';
import { placeChoices, placeTable } from '../components/place-table.ts';
import { cycleOf } from '../cycle-params.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';

/** Biên tập nội dung tổng hợp: every place of the compiled report, with its sources and what an officer wrote. */
export function synthesesPage(app: FastifyInstance, deps: Deps): void {
  const show: Show = async (request, reply, failure) => {
    const frame = await openStaffFrame(deps, request, reply, failure);
    const view = await readSyntheses(deps.db, cycleOf(request), frame.now);
    const chosen = stateIn(request.query);
    const { cycle, reports, leftOut } = view;
    return frame.page(
      { title: `Biên tập nội dung tổng hợp ${cycle.words}`, place: 'compilations', width: 'wide' },
      html`<p class="crumbs"><a href="/cycles/${cycle.id}/compilations">Tổng hợp ${cycle.words}</a> ›</p>
        <h1>Biên tập nội dung tổng hợp ${cycle.words}</h1>
        <p class="lead">
          ${reports} báo cáo dùng được${leftOut > 0 && `, ${leftOut} báo cáo không đưa vào phần lời văn`}. Đoạn tổng hợp thay cho nội dung của các
          cơ quan ở mục đó và được giữ qua các lần tổng hợp; mục chưa viết dùng nguyên văn các nguồn.
        </p>
        ${placeChoices(view, chosen)} ${placeTable(view, chosen, await readPeople(deps.db))}`,
    );
  };

  app.get('/cycles/:regime/:term/synthesis', answerWith(show));
}

function stateIn(query: unknown): PlaceState | undefined {
  const { state } = query as { state?: unknown };
  return typeof state === 'string' && Object.hasOwn(placeWords, state) ? (state as PlaceState) : undefined;
}
