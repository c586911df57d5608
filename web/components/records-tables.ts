import { html } from 'hono/html';
import { mergedWords, recordedWords } from '../../domain/record-words.ts';
import type { AgencyRecord, Punctuality, RecordedCycle } from '../../domain/records-over-years.ts';
import type { Records } from '../../office/read-records.ts';
import type { Html } from '../html.ts';
import { numberWords } from '../words.ts';
import type { IconName } from './icons.ts';
import { plainState } from './states.ts';

const looks: Record<Punctuality, ['good' | 'warn' | 'bad' | 'struck' | 'calm', IconName]> = {
  on_time: ['good', 'check'],
  late: ['warn', 'late'],
  missing: ['bad', 'alert'],
  excused: ['struck', 'none'],
  split: ['calm', 'none'],
};

/** Agencies with each of their years beside their names. */
export function recordsTable(records: readonly AgencyRecord[], { cycles }: Records, caption: string): Html {
  return html`<table>
    <caption class="unseen">
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">Cơ quan</th>
        ${cycles.map(({ words }) => html`<th scope="col">${words}</th>`)}
        <th scope="col">Đúng hạn</th>
        <th scope="col">Quá hạn, không báo cáo</th>
      </tr>
    </thead>
    <tbody>
      ${records.map(
        ({ agency, cycles: mine, counts }) =>
          html`<tr>
            <th scope="row">${agency.name}</th>
            ${cycles.map(({ id }) => html`<td>${recorded(mine.find((each) => each.cycle === id))}</td>`)}
            <td>${numberWords(counts.on_time)}</td>
            <td>${numberWords(counts.late + counts.missing)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

const recorded = (each: RecordedCycle | undefined): Html =>
  each
    ? html`${plainState(...looks[each.outcome], recordedWords(each))}${each.of.length > 0 && html`<small>${mergedWords(each)}</small>`}`
    : html`<span class="blank">chưa có nghĩa vụ</span>`;
