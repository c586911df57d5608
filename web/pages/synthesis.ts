import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { excludeSource, includeSource } from '../../office/exclude-source.ts';
import { readPeople } from '../../office/read-people.ts';
import { readSynthesis } from '../../office/read-synthesis.ts';
import type { SynthesisView } from '../../office/read-synthesis.ts';
import { saveSynthesis } from '../../office/save-synthesis.ts';
import { placeName, placeState, synthesisPath } from '../components/place-state.ts';
import { alikeProposals, staleNote, versionHistory } from '../components/synthesis-changes.ts';
import { synthesisEditor } from '../components/synthesis-editor.ts';
import { obstaclesBeside, sourceList } from '../components/synthesis-sources.ts';
import { cycleOf } from '../cycle-params.ts';
import { idOf, openForm, typedOf } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import type { Html } from '../html.ts';

const base = '/cycles/:regime/:term/synthesis/:place';

/** A place of the compiled report: the agencies' words on the left, the officer's on the right. */
export function synthesisPage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;

  const show: Show = async (request, reply, failure) => {
    const frame = await openStaffFrame(deps, request, reply, failure);
    const view = await readSynthesis(db, cycleOf(request), placeOf(request), frame.now);
    const tools = { ...frame, view, path: pathOf(request), person: await readPeople(db), may: frame.may('review') };
    return frame.page(
      { title: placeName(view.place), place: 'compilations', width: 'wide' },
      html`${heading(view)} ${staleNote(tools)}
        <div class="split even">
          <div class="sources-pane">${sourceList(tools)} ${obstaclesBeside(tools)}</div>
          <div class="text-pane" id="text-pane">${synthesisEditor(tools)} ${alikeProposals(tools)} ${versionHistory(tools)}</div>
        </div>
        ${neighbours(view)}`,
    );
  };

  const again = { config: { again: show } };
  app.get(base, answerWith(show));
  app.post(`${base}/text`, again, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const { text = '', keepSources, seen, looked, beside, current } = typedOf(request);
    const receipts = (looked ? current : beside)?.split(' ').filter(Boolean);
    await saveSynthesis(db, {
      ...{ cycle: cycleOf(request), place: placeOf(request), text, keepSources: keepSources === 'on' },
      ...{ seen: Math.trunc(Number(seen)) || 0, ...(receipts && { beside: receipts }), actor, at: clock.now() },
    });
    return back(request, reply, 'synthesis-saved');
  });
  app.post(`${base}/exclusions`, again, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const form = openForm(request);
    const place = form.typed['extent'] === 'report' ? undefined : placeOf(request);
    const { agency = '', reason = '' } = form.typed;
    await excludeSource(db, { cycle: cycleOf(request), agency, place, reason, actor, at: clock.now() });
    return back(request, reply, 'source-excluded', agency);
  });
  app.post(`${base}/exclusions/:id/withdraw`, again, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const exclusion = idOf((request.params as { id: string }).id, 'exclusion.not_found');
    await includeSource(db, { cycle: cycleOf(request), exclusion, actor, at: clock.now() });
    return back(request, reply, 'source-included');
  });
}

const placeOf = ({ params }: FastifyRequest): string => (params as { place: string }).place;
const pathOf = (request: FastifyRequest): string => synthesisPath(cycleOf(request), placeOf(request));

const back = (request: FastifyRequest, reply: FastifyReply, done: string, agency?: string): FastifyReply =>
  reply.redirect(`${pathOf(request)}?done=${done}${agency ? `#source-${encodeURIComponent(agency)}` : ''}`, 303);

function heading({ cycle, place, group, standing }: SynthesisView): Html {
  const { included, excluded, paragraphs } = standing;
  return html`<p class="crumbs">
      <a href="/cycles/${cycle.id}/compilations">Tổng hợp ${cycle.words}</a> › <a href="${synthesisPath(cycle.id)}">Biên tập nội dung</a> ›
      ${group && `${group.code}. ${group.title} ›`}
    </p>
    <div class="title">
      <div>
        <h1>${placeName(place)}</h1>
        <p class="lead">
          ${paragraphs.length} đoạn khác nhau của ${included.length} cơ quan${excluded.length > 0 && `, ${excluded.length} nguồn không đưa vào`}.
          <a class="jump" href="#text-pane">Đến phần soạn thảo</a>
        </p>
      </div>
      ${placeState(standing.state)}
    </div>`;
}

const neighbours = ({ cycle, previous, next }: SynthesisView): Html =>
  html`<nav class="neighbours" aria-label="Mục trước, mục sau">
    ${previous && html`<a rel="prev" href="${synthesisPath(cycle.id, previous.place)}">‹ ${placeName(previous)}</a>`}
    ${next && html`<a rel="next" href="${synthesisPath(cycle.id, next.place)}">${placeName(next)} ›</a>`}
  </nav>`;
