import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { buildReportApart } from '../../documents/build-apart.ts';
import { Refusal } from '../../domain/refusal.ts';
import { momentWords } from '../../domain/words.ts';
import { checkCompilation } from '../../office/check-compilation.ts';
import { readCompilationDifference, readCompilationView } from '../../office/read-compilation-view.ts';
import type { CompilationView } from '../../office/read-compilation-view.ts';
import { readPeople } from '../../office/read-people.ts';
import { retryCompilation } from '../../office/retry-compilation.ts';
import { getCycle } from '../../store/cycles.ts';
import { runDifference } from '../components/run-difference.ts';
import { runEditing } from '../components/run-editing.ts';
import { runFiles } from '../components/run-files.ts';
import { runGaps, runNotes } from '../components/run-gaps.ts';
import { runIndicators } from '../components/run-indicators.ts';
import { runOutliers } from '../components/run-outliers.ts';
import { runProgress } from '../components/run-progress.ts';
import { lateArrivals, runCheck, runSources } from '../components/run-sources.ts';
import { runState } from '../components/states.ts';
import { cycleOf } from '../cycle-params.ts';
import { idOf } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show, StaffFrame } from '../frame.ts';
import type { Html } from '../html.ts';

const address = '/cycles/:regime/:term/compilations/:id';

/** One compilation run: how far it is, what it is made of, what to look at, what changed since the one before. */
export function compilationPage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;
  const runOf = ({ params }: FastifyRequest) => idOf((params as { id: string }).id, 'compilation.not_found');
  const pathOf = (request: FastifyRequest) => `/cycles/${cycleOf(request)}/compilations`;

  const show: Show = async (request, reply, failure) => {
    const frame = await openStaffFrame(deps, request, reply, failure);
    const cycle = await getCycle(db, cycleOf(request));
    const view = await readCompilationView(db, runOf(request));
    const { run } = view;
    if (run.cycle_id !== cycle.id) throw new Refusal('compilation.not_found');
    const asked = (request.query as { check?: unknown }).check === '1' && run.state === 'ready';
    const check = asked ? await checkCompilation(db, run.id, buildReportApart) : undefined;
    const person = await readPeople(db);
    const paths = { list: pathOf(request), run: `${pathOf(request)}/${run.id}` };
    const title = `Lần ${run.number}, ${run.final ? 'chính thức' : 'dự thảo'}`;
    const compared = await readCompilationDifference(db, run.id);
    return frame.page(
      { title: `${title}: tổng hợp ${cycle.words}`, place: 'compilations', width: 'wide', scripts: ['htmx.js'] },
      html`<p class="crumbs"><a href="${paths.list}">Báo cáo tổng hợp ${cycle.words}</a></p>
        <div id="run">
          <h1>${title} ${runState(run.state)}</h1>
          <p class="lead">
            Nguồn tính đến ${momentWords(run.started_at)}, ${run.total} báo cáo; ${person(run.started_by)} bắt đầu.
            ${run.state === 'ready' && runFiles(paths.run, html` · `)}
          </p>
          <div class="split">
            <div>
              ${runProgress(view, { path: paths.run, csrf: frame.csrf, may: frame.may('review') })} ${runNotes(view)} ${runDifference(compared, paths.list)}
              ${figuresOf(view)} ${runSources(view)}
            </div>
            <aside aria-label="Chỗ còn thiếu và kiểm chứng">${besideRun(view, { paths, frame, check })}</aside>
          </div>
        </div>`,
    );
  };

  app.get(address, answerWith(show));
  app.post(`${address}/retry`, { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    await retryCompilation(db, { compilation: runOf(request), actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}/${runOf(request)}?done=retried`, 303);
  });
}

const figuresOf = (view: CompilationView): Html =>
  html`${view.report?.indicators && runIndicators(view.report.indicators, view.report.year)} ${runOutliers(view)}`;

interface Beside {
  paths: { list: string; run: string };
  frame: StaffFrame;
  check: Parameters<typeof runCheck>[0];
}

function besideRun(view: CompilationView, { paths, frame, check }: Beside): Html {
  const { run, report, gaps, late } = view;
  const tools = { path: paths.list, number: run.number, csrf: frame.csrf, may: frame.may('review') };
  return html`${late && lateArrivals(late, tools)} ${gaps && runGaps(gaps, run.cycle_id)} ${report && runEditing(report, run.cycle_id)} ${run.state === 'ready' && runCheck(check, view, paths.run)}`;
}
