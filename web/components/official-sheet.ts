import { html } from 'hono/html';
import type { OfficialAnnex, OfficialSheet } from '../../domain/official/sheet.ts';
import type { Html } from '../html.ts';

/** A letter as it will print, in the layout of NĐ 30/2020; words that criticise are marked. */
export const officialSheet = (sheet: OfficialSheet): Html =>
  html`<article class="sheet official" lang="vi" aria-label="Nội dung văn bản">
    <div class="heading">
      <p>${sheet.superior && html`${sheet.superior}<br />`}<strong>${lines(sheet.issuer)}</strong></p>
      <p><strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br /><span class="motto">Độc lập - Tự do - Hạnh phúc</span></strong></p>
      <p>${sheet.number}${!sheet.report && html`<br /><small>V/v ${sheet.subject}</small>`}</p>
      <p><em>${sheet.dated}</em></p>
    </div>
    ${sheet.report && html`<h2>BÁO CÁO<small>${sheet.subject.replace(/^./u, (first) => first.toLocaleUpperCase('vi'))}</small></h2>`}
    ${readers(sheet)} ${sheet.paragraphs.map((each) => html`<p>${marked(each)}</p>`)}
    <div class="signing">
      <div>
        <strong><em>Nơi nhận:</em></strong>
        <ul>
          ${sheet.copies.map((each) => html`<li>- ${each}</li>`)}
        </ul>
      </div>
      <p><strong>${lines(sheet.signer)}</strong></p>
    </div>
    ${sheet.annex && annex(sheet.annex)}
  </article>`;

const lines = (texts: readonly string[]): Html =>
  html`${texts.map((each, place) => html`${place > 0 && html`<br />`}${each}`)}`;

const readers = ({ to }: OfficialSheet): Html =>
  to.length === 1
    ? html`<p class="to">Kính gửi: ${to[0]}.</p>`
    : html`<p class="to">Kính gửi:${to.map((each, place) => html`<br />- ${each}${place < to.length - 1 ? ';' : '.'}`)}</p>`;

const criticism = /(phê\s+bình)/iu;

const marked = (text: string): Html =>
  html`${text.split(criticism).map((part) => (criticism.test(part) ? html`<mark>${part}</mark>` : part))}`;

/** The list on pages of its own; on a narrow screen it scrolls in itself. */
const annex = ({ title, belongsTo, head, rows }: OfficialAnnex): Html =>
  html`<div class="annex" role="region" aria-label="Phụ lục" tabindex="0">
    <table>
      <caption>PHỤ LỤC<br />${title}<br /><em>${belongsTo}</em></caption>
      <thead>
        <tr>${head.map((each) => html`<th scope="col">${each}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>${row.map((cell, place) => (place === 1 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}</tr>`,
        )}
      </tbody>
    </table>
  </div>`;
