import { html } from 'hono/html';
import type {
  CompilationDifference,
  ParagraphDifference,
  SourceDifference,
} from '../../domain/compilation-difference.ts';
import { figureWords } from '../../domain/figure-text.ts';
import type { Html } from '../html.ts';
import { named } from './indicators-beside.ts';
import { markedText } from './marked-text.ts';
import { prose } from './prose.ts';
import { plainState } from './states.ts';

interface Compared {
  before: { id: string; number: number };
  difference: CompilationDifference;
}

/** In what a run differs from the one before: sources, totals, paragraphs, each list to unfold. */
export function runDifference(compared: Compared | undefined, path: string): Html {
  if (!compared) return html``;
  const { before, difference } = compared;
  const { sources, paragraphs } = difference;
  const totals = withoutCounts(difference.totals);
  const none = [sources, totals, paragraphs].every(({ length }) => length === 0);
  return html`<section>
    <h2>Khác gì so với <a href="${path}/${before.id}">lần ${before.number}</a></h2>
    ${none && html`<p>Không khác: cùng nguồn, cùng số liệu, cùng nội dung.</p>`}
    ${sources.length > 0 && fold(`Nguồn thay đổi`, sources.length, html`<ul class="plain-list">${sources.map(sourceLine)}</ul>`)}
    ${totals.length > 0 && fold('Số tổng hợp thay đổi', totals.length, totalTable(totals, before.number))}
    ${paragraphs.length > 0 && fold('Đoạn văn thay đổi', paragraphs.length, html`${paragraphs.map(paragraphChange)}`)}
  </section>`;
}

/** How many agencies a total runs over goes without saying where the total itself has changed. */
function withoutCounts(totals: CompilationDifference['totals']): CompilationDifference['totals'] {
  const changed = new Set(totals.map(({ field }) => `${field}.over`));
  return totals.filter(({ field }) => !changed.has(field));
}

const fold = (words: string, count: number, list: Html): Html =>
  html`<details><summary>${words} <span class="count">${count}</span></summary>${list}</details>`;

function sourceLine({ name, change, before, now }: SourceDifference): Html {
  const state = {
    added: plainState('good', 'check', 'mới có'),
    changed: plainState('info', 'pen', 'bản mới hơn'),
    removed: plainState('struck', 'none', 'không còn dùng'),
  }[change];
  const receipts = [before, now].flatMap((receipt) => (receipt ? `${receipt.code} (bản ${receipt.version})` : []));
  return html`<li>${name} ${state} <small>${receipts.join(' → ')}</small></li>`;
}

const totalTable = (totals: CompilationDifference['totals'], number: number): Html =>
  html`<table class="run-table">
    <caption class="unseen">
      Số tổng hợp thay đổi
    </caption>
    <thead>
      <tr>
        <th scope="col">Số liệu</th>
        <th scope="col" class="number">Lần ${number}</th>
        <th scope="col" class="number">Lần này</th>
      </tr>
    </thead>
    <tbody>
      ${totals.map(
        ({ name, unit, before, now }) =>
          html`<tr>
            <th scope="row">${name}<small>${unit}</small></th>
            <td class="number">${named(`Lần ${number}`)}${before === undefined ? '–' : figureWords(before)}</td>
            <td class="number">${named('Lần này')}${now === undefined ? '–' : figureWords(now)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;

function paragraphChange({ title, change, before, now }: ParagraphDifference): Html {
  const body = {
    added: () => prose(now?.text ?? ''),
    removed: () => markedText(before?.text ?? '', ''),
    changed: () => markedText(before?.text ?? '', now?.text ?? ''),
    sources: () => prose(now?.text ?? ''),
  }[change]();
  const [was, is] = [before?.agencies ?? [], now?.agencies ?? []];
  return html`<article class="paragraph-change">
    <h3>${title}</h3>
    ${paragraphState[change]} ${body}
    <p class="note">${change === 'sources' ? tellersChange(was, is) : namesOf(now ? is : was)}</p>
  </article>`;
}

/** Who tells it now and did not before, and the other way round. */
function tellersChange(was: readonly string[], is: readonly string[]): string {
  const [more, less] = [is.filter((name) => !was.includes(name)), was.filter((name) => !is.includes(name))];
  return [
    ...(more.length > 0 ? [`Thêm: ${namesOf(more)}`] : []),
    ...(less.length > 0 ? [`Bớt: ${namesOf(less)}`] : []),
  ].join('. ');
}

const namesShown = 6;

/** Some names, and how many others. */
const namesOf = (names: readonly string[]): string =>
  names.length <= namesShown
    ? names.join(', ')
    : `${names.slice(0, namesShown).join(', ')} và ${names.length - namesShown} cơ quan khác`;

const paragraphState: Record<ParagraphDifference['change'], Html> = {
  added: plainState('good', 'check', 'Đoạn mới'),
  removed: plainState('struck', 'none', 'Đoạn không còn'),
  changed: plainState('info', 'pen', 'Đoạn đã sửa'),
  sources: plainState('info', 'flag', 'Thêm hoặc bớt cơ quan cùng nêu'),
};
