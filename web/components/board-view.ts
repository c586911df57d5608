import { html, raw } from 'hono/html';
import type { AgencyKind } from '../../domain/agency.ts';
import type { ObligationLook } from '../../domain/obligation.ts';
import { unaccented } from '../../domain/unaccented.ts';
import type { Board, BoardLine } from '../../office/read-board.ts';
import type { Html } from '../html.ts';
import { kindWords, lookWords } from '../words.ts';

export type Sort = 'list' | 'due' | 'state' | 'received';

/** What the board's address asks for. */
export interface BoardView {
  state: ObligationLook | 'missing' | 'to_review' | 'extension' | '';
  kind: AgencyKind | '';
  q: string;
  sort: Sort;
}

const special = { missing: 'Chưa gửi', to_review: 'Chờ thẩm tra', extension: 'Chờ quyết định gia hạn' } as const;
const sorts: readonly Sort[] = ['list', 'due', 'state', 'received'];

/** Reads the view from an address; what it does not know it leaves out. */
export function readView(query: unknown): BoardView {
  const { state, kind, q, sort } = query as Record<string, unknown>;
  const known = (text: unknown, words: object) => typeof text === 'string' && Object.hasOwn(words, text);
  return {
    state: known(state, lookWords) || known(state, special) ? (state as BoardView['state']) : '',
    kind: known(kind, kindWords) ? (kind as AgencyKind) : '',
    q: typeof q === 'string' ? q.trim().slice(0, 80) : '',
    sort: sorts.find((each) => each === sort) ?? 'list',
  };
}

/** Whether a line is asked for. Searching takes words without their marks too: `so tai chinh`. */
export function fits(line: BoardLine, { state, kind, q }: BoardView): boolean {
  if (kind && line.agency.kind !== kind) return false;
  if (q && !unaccented(`${line.agency.name} ${line.agency.code}`).includes(unaccented(q))) return false;
  return !state || inState(line, state);
}

function inState(line: BoardLine, state: BoardView['state']): boolean {
  if (state === 'to_review') return line.state === 'submitted';
  if (state === 'extension') return line.pendingExtension;
  if (state === 'missing') return line.state === 'open' || line.state === 'returned';
  return line.look === state;
}

/** The address of a view. */
export function viewPath(cycle: string, view: BoardView): string {
  const query = new URLSearchParams(
    Object.entries(view).filter(([name, value]) => value && !(name === 'sort' && value === 'list')),
  ).toString();
  return `/cycles/${cycle}${query && `?${query}`}`;
}

/** The states as links with their numbers, those that need a person first. */
export function lookChoices(board: Board, view: BoardView, cycle: string): Html {
  const count = (state: BoardView['state']) => board.lines.filter((line) => inState(line, state)).length;
  const choice = (state: BoardView['state'], words: string, always = false) => {
    const found = state ? count(state) : board.lines.length;
    return (
      (found > 0 || always || view.state === state) &&
      html`<li>
        <a href="${viewPath(cycle, { ...view, state })}" ${view.state === state && raw('aria-current="true"')}
          >${words} <span class="count">${found}</span></a
        >
      </li>`
    );
  };
  return html`<nav class="choices" aria-label="Lọc theo tình trạng">
    <ul>
      ${choice('', 'Tất cả', true)} ${choice('missing', special.missing)} ${choice('to_review', special.to_review)}
      ${choice('extension', special.extension)}
      ${(Object.keys(lookWords) as ObligationLook[]).map((look) => choice(look, lookWords[look]))}
    </ul>
  </nav>`;
}

/** Search and kind, kept in the address. */
export const boardFilters = (view: BoardView, cycle: string): Html =>
  html`<search>
    <form class="filters" method="get" action="/cycles/${cycle}">
      ${view.state && html`<input type="hidden" name="state" value="${view.state}" />`}
      ${view.sort !== 'list' && html`<input type="hidden" name="sort" value="${view.sort}" />`}
      <label>Tìm cơ quan<input type="search" name="q" value="${view.q}" placeholder="ví dụ: so tai chinh" /></label>
      <label
        >Nhóm<select name="kind">
          <option value="">Tất cả</option>
          ${(Object.keys(kindWords) as AgencyKind[])
            .filter((kind) => kind !== 'district' && kind !== 'unit')
            .map(
              (kind) =>
                html`<option value="${kind}" ${view.kind === kind && raw('selected')}>${kindWords[kind]}</option>`,
            )}
        </select></label
      >
      <button class="secondary" type="submit">Lọc</button>
      ${(view.q || view.kind || view.state) && html`<a href="/cycles/${cycle}">Bỏ lọc</a>`}
    </form>
  </search>`;
