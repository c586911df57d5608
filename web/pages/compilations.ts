import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { getFile } from '../../store/files.ts';
import { listLetters } from '../../store/letters.ts';
import { sendFile } from '../../api/send-file.ts';
import { readBoard } from '../../office/read-board.ts';
import { readLateArrivals } from '../../office/read-late-arrivals.ts';
import { cancelCompilation, startCompilation } from '../../office/start-compilation.ts';
import { getCompilation, listCompilations } from '../../store/compilations.ts';
import { gapList, startForm } from '../components/compilation-forms.ts';
import { compilationRuns } from '../components/compilation-runs.ts';
import { lateArrivals } from '../components/run-sources.ts';
import { letterTable } from '../components/letter-table.ts';
import { receiverStanding } from '../components/receiver-standing.ts';
import { listReceivers } from '../../store/sendings.ts';
import { synthesisPath } from '../components/place-state.ts';
import { cycleOf } from '../cycle-params.ts';
import { idOf, typedOf } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import { readPeople } from '../../office/read-people.ts';

const base = '/cycles/:regime/:term/compilations';

/** Tổng hợp: runs, gaps, sendings, letters that wait to be issued. */
export function compilationsPage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;
  const pathOf = (request: FastifyRequest) => `/cycles/${cycleOf(request)}/compilations`;
  const runOf = ({ params }: FastifyRequest) => idOf((params as { id: string }).id, 'compilation.not_found');

  const show: Show = async (request, reply, failure) => {
    const frame = await openStaffFrame(deps, request, reply, failure);
    const cycle = cycleOf(request);
    const path = pathOf(request);
    const board = await readBoard(db, cycle, frame.now);
    const runs = await listCompilations(db, cycle);
    const person = await readPeople(db);
    const late = await readLateArrivals(db, cycle);
    return frame.page(
      { title: `Tổng hợp ${board.cycle.words}`, place: 'compilations', width: 'wide', scripts: ['htmx.js'] },
      html`<h1>Báo cáo tổng hợp ${board.cycle.words}</h1>
        <p class="lead">Gửi ${board.receivers}; hạn từng nơi ở mục “Gửi cấp trên”. <a href="${synthesisPath(cycle)}">Biên tập nội dung tổng hợp</a></p>
        <div class="split">
          <div>
            ${compilationRuns(runs, { path, person, csrf: frame.csrf, may: frame.may('review') })} ${letterTable(await listLetters(db, cycle))}
            ${receiverStanding(await listReceivers(db, cycle), `/cycles/${cycle}/sendings`, frame.now)}
          </div>
          <aside aria-label="Lập và gửi báo cáo tổng hợp">
            ${late && lateArrivals(late.arrivals, { path, number: late.run.number, csrf: frame.csrf, may: frame.may('review') })} ${frame.may('review') && startForm(board, frame, path)} ${gapList(board)}
          </aside>
        </div>`,
    );
  };

  app.get(base, answerWith(show));
  app.post(base, { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const { extent, attempt } = typedOf(request);
    const slot = `${cycleOf(request)}/by-hand/${idOf(attempt, 'request.invalid')}`;
    await startCompilation(db, { cycle: cycleOf(request), final: extent === 'final', slot, actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}?done=compiling`, 303);
  });
  app.post(`${base}/:id/cancel`, { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    await cancelCompilation(db, { compilation: runOf(request), actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}?done=cancelled`, 303);
  });
  app.get(`${base}/:id/report.docx`, async (request, reply) => {
    onlyStaff(request);
    const run = await getCompilation(db, runOf(request));
    const name = `bao-cao-tong-hop-${cycleOf(request).replace('/', '-')}-lan-${run.number}.docx`;
    return sendFile(reply, { ...(await getFile(db, run.file_sha256 ?? '')), name });
  });
}
