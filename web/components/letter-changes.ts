import { html } from 'hono/html';
import type { LetterLine } from '../../domain/official/kinds.ts';
import { momentWords } from '../../domain/words.ts';
import type { RefreshedLetter } from '../../office/refresh-letter.ts';
import type { SettledAgency } from '../../store/schema.ts';
import type { LetterRow } from '../../store/letters.ts';
import type { Html } from '../html.ts';
import { figureNames } from '../official-words.ts';

/** What changed since a draft's list and figures were made: what an approver confirms. */
export function changesSince({ changes, seen, reworded, own }: RefreshedLetter): Html {
  const { added, removed, changed, figures } = changes;
  if (!seen) return html`<p class="note">Số liệu, danh sách không thay đổi từ khi lập dự thảo.</p>${ownNote(own)}`;
  return html`<p><strong>Từ khi lập dự thảo đã thay đổi:</strong></p>
    <ul class="plain-list">
      ${figures.map(({ name, before, after }) => html`<li>${figureNames[name]}: ${before} → <strong>${after}</strong></li>`)}
      ${reworded && html`<li>Ngày, số liệu nêu trong lời văn.</li>`}
    </ul>
    ${agencies('Thêm vào danh sách', added.map(lineWords))}
    ${agencies(
      'Đưa ra khỏi danh sách',
      removed.map(({ agency }) => agency),
    )}
    ${agencies(
      'Thay đổi tình trạng',
      changed.map(({ before, after }) => `${after.agency}: ${stateWords(before)} → ${stateWords(after)}`),
    )}
    ${ownNote(own)}`;
}

const ownNote = (own: readonly number[]): Html =>
  html`${
    own.length > 0 &&
    html`<p class="note">Đoạn ${own.map((place) => place + 1).join(', ')} do người sửa: số liệu trong đó không tự cập nhật, đề nghị kiểm tra.</p>`
  }`;

const lineWords = (line: LetterLine): string => `${line.agency}: ${stateWords(line)}`;
const stateWords = ({ state, due }: LetterLine): string => `${state.toLocaleLowerCase('vi')}, hạn ${due}`;

const agencies = (title: string, names: readonly string[]): Html =>
  html`${
    names.length > 0 &&
    html`<details ${names.length <= 10 && html`open`}>
      <summary>${title} (${names.length})</summary>
      <ul>
        ${names.map((each) => html`<li>${each}</li>`)}
      </ul>
    </details>`
  }`;

/** Agencies of the list that are no longer late: taken off a draft, noted beside an issued letter. */
export function settledSince({ number, content }: LetterRow): Html {
  const entries = (number ? content.settled : content.dropped) ?? [];
  const taken = number ? (content.dropped ?? []) : [];
  return html`${
    entries.length > 0 &&
    html`<section class="card">
      <h2>${number ? 'Thay đổi sau khi ban hành' : 'Đã đưa ra khỏi danh sách'}</h2>
      <p>
        ${
          number
            ? 'Văn bản đã ban hành được giữ nguyên. Các cơ quan sau đây có tên trong danh sách, nay không còn chậm:'
            : 'Dự thảo đã bỏ tên các cơ quan sau đây và cập nhật số liệu:'
        }
      </p>
      ${settledList(entries)}
    </section>`
  }
  ${taken.length > 0 && html`<section class="card"><h2>Đã đưa ra khỏi danh sách trước khi ban hành</h2>${settledList(taken)}</section>`}`;
}

const settledList = (entries: readonly SettledAgency[]): Html =>
  html`<ul class="plain-list">
    ${entries.map(
      ({ agency, at, why }) =>
        html`<li><strong>${agency}</strong> ${why}<small>${momentWords(Temporal.Instant.from(at))}</small></li>`,
    )}
  </ul>`;
