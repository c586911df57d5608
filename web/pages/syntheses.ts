import type { FastifyInstance } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import type { PlaceState } from '../../domain/place-standing.ts';
import { includeSource } from '../../office/exclude-source.ts';
import { readPeople } from '../../office/read-people.ts';
import { readSyntheses } from '../../office/read-syntheses.ts';
import { exclusionTable, wordlessNote } from '../components/left-out.ts';
import { placeWords, synthesisPath } from '../components/place-state.ts';
import { placeChoices, placeTable } from '../components/place-table.ts';
import { cycleOf } from '../cycle-params.ts';
import { idOf } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';

const base = '/cycles/:regime/:term/synthesis';

/** Biên tập nội dung tổng hợp: every place of the compiled report, with its sources and what an officer wrote. */
export function synthesesPage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;

  const show: Show = async (request, reply, failure) => {
    const frame = await openStaffFrame(deps, request, reply, failure);
    const view = await readSyntheses(db, cycleOf(request), frame.now);
    const person = await readPeople(db);
    const chosen = stateIn(request.query);
    const { cycle, reports } = view;
    return frame.page(
      { title: `Biên tập nội dung tổng hợp ${cycle.words}`, place: 'compilations', width: 'wide' },
      html`<p class="crumbs"><a href="/cycles/${cycle.id}/compilations">Tổng hợp ${cycle.words}</a> ›</p>
        <h1>Biên tập nội dung tổng hợp ${cycle.words}</h1>
        <p class="lead">
          ${reports} báo cáo dùng được. Đoạn tổng hợp thay cho nội dung của các cơ quan ở mục đó và được giữ qua các lần tổng hợp; mục chưa viết
          dùng nguyên văn các nguồn.
        </p>
        ${wordlessNote(view)} ${placeChoices(view, chosen)} ${placeTable(view, chosen, person)}
        ${exclusionTable(view, { csrf: frame.csrf, person, may: frame.may('review') })}`,
    );
  };

  app.get(base, answerWith(show));
  app.post(`${base}/exclusions/:id/withdraw`, { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const exclusion = idOf((request.params as { id: string }).id, 'exclusion.not_found');
    await includeSource(db, { cycle: cycleOf(request), exclusion, actor, at: clock.now() });
    return reply.redirect(`${synthesisPath(cycleOf(request))}?done=source-included`, 303);
  });
}

function stateIn(query: unknown): PlaceState | undefined {
  const { state } = query as { state?: unknown };
  return typeof state === 'string' && Object.hasOwn(placeWords, state) ? (state as PlaceState) : undefined;
}
