import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import type { ObstacleEntryKind } from '../../domain/obstacle.ts';
import { momentWords } from '../../domain/words.ts';
import { answerObstacle, closeObstacle, decideObstacle, forwardObstacle } from '../../office/settle-obstacle.ts';
import { getObstacle, listObstacleEntries, listObstacles } from '../../store/obstacles.ts';
import { readObstacleChain } from '../../office/read-obstacle-chain.ts';
import { decisionFields, decisionFrom } from '../components/decision-fields.ts';
import type { Others } from '../components/decision-fields.ts';
import { obstacleChain } from '../components/obstacle-chain.ts';
import { areaField } from '../components/field.ts';
import { icon } from '../components/icons.ts';
import type { IconName } from '../components/icons.ts';
import { prose } from '../components/prose.ts';
import { obstacleState } from '../components/states.ts';
import { idOf, typedOf } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show, StaffFrame } from '../frame.ts';
import type { Html } from '../html.ts';
import { readPeople } from '../../office/read-people.ts';

const verbs = {
  answer: [
    answerObstacle,
    'answered',
    'Trả lời',
    'Nội dung trả lời',
    'Cơ quan nêu vướng mắc nhận nội dung này qua thư.',
  ],
  forward: [
    forwardObstacle,
    'forwarded',
    'Chuyển UBND tỉnh',
    'Ý kiến của Sở khi chuyển',
    'Ghi nhận việc Sở đã báo cáo UBND tỉnh; cơ quan nêu vướng mắc được báo.',
  ],
  decision: [
    decideObstacle,
    'decided',
    'Ghi quyết định của UBND tỉnh',
    'Nội dung quyết định',
    'Cơ quan nêu vướng mắc nhận quyết định qua thư.',
  ],
  close: [
    closeObstacle,
    'closed',
    'Đóng vướng mắc',
    'Kết quả',
    'Vướng mắc thôi chờ xử lý; cơ quan nêu vướng mắc được báo.',
  ],
} as const;

type Verb = keyof typeof verbs;

export const entryWords: Record<ObstacleEntryKind, [string, IconName]> = {
  raised: ['Nêu vướng mắc', 'flag'],
  answered: ['Sở Khoa học và Công nghệ trả lời', 'check'],
  forwarded: ['Chuyển UBND tỉnh', 'mail'],
  decided: ['Quyết định của UBND tỉnh', 'check'],
  closed: ['Đóng', 'none'],
};

const idIn = ({ params }: FastifyRequest): string => idOf((params as { id: string }).id, 'obstacle.not_found');

/** One obstacle: its thread, and what may be done with it. */
export function obstaclePage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;

  const show: Show = async (request, reply, failure) => {
    const frame = await openStaffFrame(deps, request, reply, failure);
    const obstacle = await getObstacle(db, idIn(request));
    const entries = await listObstacleEntries(db, obstacle.id);
    const person = await readPeople(db);
    const forwarded = await listObstacles(db, { state: 'forwarded' });
    const others = forwarded.filter(({ id }) => id !== obstacle.id);
    return frame.page(
      { title: obstacle.title, place: 'obstacles', width: 'wide' },
      html`<p class="crumbs"><a href="/obstacles">Vướng mắc</a> ›</p>
        <div class="title">
          <div>
            <h1>${obstacle.title}</h1>
            <p class="lead">
              ${obstacle.cycle_id ? html`<a href="/cycles/${obstacle.cycle_id}/agencies/${obstacle.agency_code}">${obstacle.agency_name}</a>` : obstacle.agency_name}${obstacle.task_code && ` · nhiệm vụ ${obstacle.task_code}`}
            </p>
          </div>
          ${obstacleState(obstacle.state)}
        </div>
        <div class="split">
          <section aria-labelledby="entries-title">
            <h2 id="entries-title">Quá trình xử lý</h2>
            <ol class="thread">
              ${entries.map(({ kind, words, made_at, made_by }) => {
                const [name, picture] = entryWords[kind];
                return html`<li class="entry plain">
                  <span class="dot">${icon(picture)}</span>
                  <div>
                    <time class="when" datetime="${made_at.toString()}">${momentWords(made_at)}</time>
                    <p class="what">${name} <small>${made_by.startsWith('agency:') ? obstacle.agency_name : person(made_by)}</small></p>
                    ${prose(words)}
                  </div>
                </li>`;
              })}
            </ol>
          </section>
          <aside aria-label="Xử lý">${obstacleChain(await readObstacleChain(db, obstacle.id))} ${actionsFor(obstacle, frame, others)}</aside>
        </div>`,
    );
  };

  app.get('/obstacles/:id', answerWith(show));
  app.post('/obstacles/:id/decision', { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const decision = decisionFrom(request);
    await decideObstacle(db, { ...decision, obstacle: idIn(request), actor, at: clock.now() });
    return reply.redirect(`/obstacles/${idIn(request)}?done=decided`, 303);
  });
  for (const [verb, [settle, done]] of Object.entries(verbs)) {
    if (verb === 'decision') continue;
    app.post(`/obstacles/:id/${verb}`, { config: { again: show } }, async (request, reply) => {
      const actor = onlyStaff(request, 'review');
      const words = typedOf(request)['words'] ?? '';
      await settle(db, { obstacle: idIn(request), words, actor, at: clock.now() });
      return reply.redirect(`/obstacles/${idIn(request)}?done=${done}`, 303);
    });
  }
}

function actionsFor(
  { id, state }: { id: string; state: ObstacleEntryKind },
  { csrf, failure, may }: StaffFrame,
  others: Others,
): Html {
  if (!may('review')) return html``;
  if (state === 'closed')
    return html`<section class="card"><p>Vướng mắc đã đóng; không còn việc phải làm.</p></section>`;
  const offered: Verb[] = state === 'forwarded' ? ['decision', 'answer', 'close'] : ['answer', 'forward', 'close'];
  const [first] = offered;
  return html`<section class="card ${state === 'raised' ? 'urgent' : ''}">
    <h2>Xử lý</h2>
    ${offered.map((verb) => {
      const [, , title, label, effect] = verbs[verb];
      const open = failure ? failure.form === verb : verb === first && (state === 'raised' || state === 'forwarded');
      return html`<details ${open && html`open`}>
        <summary>${title}</summary>
        <form method="post" action="/obstacles/${id}/${verb}" novalidate>
          ${csrf} ${areaField({ form: verb, name: 'words', label, hint: effect, rows: 5, failure, required: true })}
          ${verb === 'decision' && decisionFields(others, failure)}
          <button class="${verb === first ? '' : 'secondary'}" type="submit">${title}</button>
        </form>
      </details>`;
    })}
  </section>`;
}
