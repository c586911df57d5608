import { html, raw } from 'hono/html';
import { paragraphKey, paragraphsIn } from '../../domain/paragraph-key.ts';
import type { PlaceSource } from '../../domain/place-sources.ts';
import { momentWords } from '../../domain/words.ts';
import type { SynthesisView } from '../../office/read-synthesis.ts';
import type { Failure } from '../frame.ts';
import type { Html } from '../html.ts';
import { areaField, selectField } from './field.ts';
import { insertButton } from './insert-button.ts';
import { obstacleState, plainState } from './states.ts';

/** What a place's page needs to let its reader edit; `may` they do it. */
export interface SynthesisTools {
  view: SynthesisView;
  path: string;
  csrf: Html;
  failure: Failure | undefined;
  person: (actor: string) => string;
  may: boolean;
}

/** What the agencies wrote at a place: those that lead, those that support, those that are left out. */
export function sourceList(tools: SynthesisTools): Html {
  const { standing, place } = tools.view;
  const { included, excluded } = standing;
  const of = (role: PlaceSource['role']) => included.filter((each) => each.role === role);
  const items = (sources: readonly PlaceSource[]) => sources.map((each) => sourceItem(each, tools));
  if (included.length + excluded.length === 0) return nothing();
  return html`${sourceGroup(place.task ? 'Kết quả của cơ quan chủ trì' : 'Nội dung các cơ quan gửi', items(of('lead')))}
    ${sourceGroup('Kết quả phối hợp', items(of('support')))}
    ${sourceGroup(
      'Không đưa vào báo cáo tổng hợp',
      excluded.map((each) => excludedItem(each, tools)),
    )}`;
}

const nothing = () =>
  html`<p class="nothing">Chưa cơ quan nào có nội dung ở mục này. Nội dung hiện tại đây khi báo cáo được gửi.</p>`;

const sourceGroup = (title: string, items: readonly Html[]): Html | false =>
  items.length > 0 &&
  html`<section class="sources">
    <h2>${title} <span class="count">${items.length}</span></h2>
    <ul>${items}</ul>
  </section>`;

function sourceItem(source: PlaceSource, tools: SynthesisTools): Html {
  const change = tools.view.standing.changes.find(({ agency }) => agency === source.agency);
  const marks = { new: ['info', 'Mới'], changed: ['warn', 'Đã đổi'], gone: ['calm', ''] } as const;
  return html`<li id="source-${source.agency}">
    <p class="by">
      <strong>${source.name}</strong> ${change && plainState(marks[change.kind][0], 'alert', marks[change.kind][1])} ${receiptLink(source, tools)}
    </p>
    ${paragraphsIn(source.text).map((each) => paragraph(each, source, tools))} ${tools.may && exclusionForm(source, tools)}
  </li>`;
}

/** A paragraph; one that stands above already is told apart, and cannot be put in twice. */
function paragraph(text: string, source: PlaceSource, { view, may }: SynthesisTools): Html {
  const known = view.standing.paragraphs.find(({ key }) => key === paragraphKey(text));
  const writers = known?.writers ?? [];
  const first = writers.find(({ role }) => role === 'lead') ?? writers[0];
  const again = first && first.receipt !== source.receipt;
  return html`<div class="paragraph ${again && 'again'}">
    <p>${text}</p>
    ${again ? html`<small>trùng với ${first.name}</small>` : writers.length > 1 && html`<small>${writers.length - 1} cơ quan khác cùng viết</small>`}
    ${may && !again && insertButton()}
  </div>`;
}

function receiptLink({ receipt }: Pick<PlaceSource, 'receipt'>, { view }: SynthesisTools): Html {
  const report = view.reports.get(receipt);
  return html`<small><a href="/submissions/${report?.id}">${receipt}</a>${report && report.version > 1 && `, bản ${report.version}`}</small>`;
}

function exclusionForm({ agency, name }: PlaceSource, { view, path, csrf, failure }: SynthesisTools): Html {
  const form = `exclude-${agency}`;
  const refused =
    failure?.form === 'exclusions' && failure.typed['agency'] === agency ? { ...failure, form } : undefined;
  return html`<details ${refused && raw('open')}>
    <summary>Không đưa vào<span class="unseen"> nội dung của ${name}</span></summary>
    <form method="post" action="${path}/exclusions" novalidate>
      ${csrf}
      <input type="hidden" name="agency" value="${agency}" />
      ${selectField({
        ...{ form, name: 'extent', label: 'Phạm vi', failure: refused },
        options: [
          ['place', `Chỉ mục ${view.place.place}`],
          ['report', 'Cả báo cáo, ở mọi mục'],
        ],
      })}
      ${areaField({ form, name: 'reason', label: 'Lý do', rows: 2, failure: refused, required: true })}
      <button class="secondary small" type="submit">Không đưa vào</button>
    </form>
  </details>`;
}

function excludedItem(
  source: SynthesisView['standing']['excluded'][number],
  { view, path, csrf, person, may, ...tools }: SynthesisTools,
): Html {
  const { exclusion, name, text } = source;
  const row = view.exclusions.get(exclusion.id);
  return html`<li id="source-${source.agency}" class="excluded">
    <p class="by"><strong>${name}</strong> ${receiptLink(source, { view, path, csrf, person, may, ...tools })}</p>
    ${paragraphsIn(text).map((each) => html`<div class="paragraph"><p><del>${each}</del></p></div>`)}
    <p class="note">
      ${exclusion.place === undefined && html`<strong>Cả báo cáo.</strong> `}Lý do: ${exclusion.reason}
      ${row && html`<small>${person(row.excluded_by)}, ${momentWords(row.excluded_at)}</small>`}
    </p>
    ${view.overtaken.has(exclusion.id) && html`<p class="note">${plainState('warn', 'alert', 'Nội dung đã đổi')} Cơ quan gửi nội dung khác sau khi bị bỏ; đề nghị xem lại.</p>`}
    ${
      may &&
      html`<form method="post" action="${path}/exclusions/${exclusion.id}/withdraw">
        ${csrf}
        <button class="secondary small" type="submit">Đưa vào lại<span class="unseen"> nội dung của ${name}</span></button>
      </form>`
    }
  </li>`;
}

/** The obstacles that agencies raised about the task. */
export const obstaclesBeside = ({ view }: SynthesisTools): Html | false =>
  view.obstacles.length > 0 &&
  html`<section class="sources">
    <h2>Khó khăn, vướng mắc về nhiệm vụ này <span class="count">${view.obstacles.length}</span></h2>
    <ul>
      ${view.obstacles.map(
        (each) =>
          html`<li>
            <p class="by"><a href="/obstacles/${each.id}">${each.title}</a> ${obstacleState(each.state)} <small>${each.agency_name}</small></p>
          </li>`,
      )}
    </ul>
  </section>`;
