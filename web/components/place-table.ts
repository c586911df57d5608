import { html, raw } from 'hono/html';
import type { PlaceState } from '../../domain/place-standing.ts';
import type { SynthesesView } from '../../office/read-syntheses.ts';
import type { Html } from '../html.ts';
import { placeState, placeWords, synthesisPath } from './place-state.ts';
import { stampTime } from './times.ts';

type Place = SynthesesView['places'][number];

/** The states as links with their numbers. */
export function placeChoices({ places, cycle }: SynthesesView, chosen: PlaceState | undefined): Html {
  const count = (state?: PlaceState) => places.filter((each) => !state || each.state === state).length;
  const choice = (state: PlaceState | undefined, words: string) =>
    html`<li><a href="${synthesisPath(cycle.id)}${state && `?state=${state}`}" ${state === chosen && raw('aria-current="true"')}>${words} <span class="count">${count(state)}</span></a></li>`;
  return html`<nav class="choices" aria-label="Lọc theo tình trạng">
    <ul>
      ${choice(undefined, 'Tất cả')} ${(Object.keys(placeWords) as PlaceState[]).map((state) => choice(state, placeWords[state]))}
    </ul>
  </nav>`;
}

/** The places of the compiled report by the plan's groups: their sources, their state, when somebody wrote last. */
export function placeTable(
  view: SynthesesView,
  chosen: PlaceState | undefined,
  person: (actor: string) => string,
): Html {
  const shown = view.places.filter(({ state }) => !chosen || state === chosen);
  if (shown.length === 0) {
    return html`<p class="nothing">Không có mục nào như vậy. <a href="${synthesisPath(view.cycle.id)}">Xem tất cả các mục</a>.</p>`;
  }
  const groups = Map.groupBy(shown, (each) => each.group ?? 'sections');
  return html`<table class="places">
    <caption class="unseen">Các mục của báo cáo tổng hợp, theo nhóm nhiệm vụ</caption>
    <thead>
      <tr>
        <th scope="col">Mục</th>
        <th scope="col" class="number">Cơ quan</th>
        <th scope="col" class="number wide">Đoạn</th>
        <th scope="col">Đoạn tổng hợp</th>
        <th scope="col" class="wide">Lưu gần nhất</th>
      </tr>
    </thead>
    ${[...groups].map(
      ([code, places]) =>
        html`<tbody>
          <tr class="group">
            <th scope="rowgroup" colspan="5">${groupWords(view, code)} <span class="count">${places.length}</span></th>
          </tr>
          ${places.map((place) => row(place, view, person))}
        </tbody>`,
    )}
  </table>`;
}

function groupWords({ plan }: SynthesesView, code: string): string {
  const group = plan.groups.find((each) => each.code === code);
  return group ? `${group.code}. ${group.title}` : 'Các phần chung';
}

function row(standing: Place, { cycle }: SynthesesView, person: (actor: string) => string): Html {
  const { place, title, state, included, excluded, paragraphs, changes, saved } = standing;
  return html`<tr class="line">
    <th scope="row"><a class="row-link" href="${synthesisPath(cycle.id, place)}"><span class="code">${place}</span> ${title}</a></th>
    <td class="number"><span class="agencies">${included.length}</span>${excluded.length > 0 && html`<small>bỏ ${excluded.length}</small>`}</td>
    <td class="number wide">${paragraphs.length}</td>
    <td>${placeState(state)}${changes.length > 0 && html`<small>${changes.length} cơ quan thay đổi</small>`}</td>
    <td class="wide">${saved ? html`${stampTime(saved.at)}<small>${person(saved.by)}</small>` : html`<span class="blank">chưa</span>`}</td>
  </tr>`;
}
