import { html } from 'hono/html';
import type { SourceChange } from '../../domain/synthesis.ts';
import type { WrittenParagraph } from '../../domain/written-paragraphs.ts';
import { momentWords } from '../../domain/words.ts';
import type { Html } from '../html.ts';
import { icon } from './icons.ts';
import { insertButton } from './insert-button.ts';
import { markedText } from './marked-text.ts';
import { prose } from './prose.ts';
import type { SynthesisTools } from './synthesis-sources.ts';

/** What changed in the sources since the text was written from them. */
export function staleNote({ view }: SynthesisTools): Html | false {
  const { changes } = view.standing;
  return (
    changes.length > 0 &&
    html`<section class="message warn" id="stale">
      ${icon('alert')}
      <div>
        <h2>Nguồn đã thay đổi sau khi viết</h2>
        <p>Đoạn tổng hợp vẫn được dùng và được ghi là cần xem lại cho đến khi đánh dấu đã đối chiếu.</p>
        ${changes.length > 5 ? html`<details><summary>Xem ${changes.length} thay đổi</summary>${changeList(changes)}</details>` : changeList(changes)}
      </div>
    </section>`
  );
}

const changeList = (changes: readonly SourceChange[]): Html => html`<ul>${changes.map(changeItem)}</ul>`;

const changeItem = ({ agency, name, kind, added, removed }: SourceChange): Html =>
  html`<li>
    <a href="#source-${agency}">${name}</a>: ${kindWords[kind]} ${kind === 'changed' && markedText(removed.join('\n'), added.join('\n'))}
    ${kind === 'gone' && removed.map((each) => html`<p><del>${each}</del></p>`)}
  </li>`;

const kindWords: Record<SourceChange['kind'], string> = {
  new: 'mới có nội dung',
  changed: 'đổi nội dung',
  gone: 'không còn trong nguồn (bị bỏ, bị trả lại hoặc để trống)',
};

/** Paragraphs that are nearly the same, for one to be written of them. */
export function alikeProposals({ view, may }: SynthesisTools): Html | false {
  const { alike } = view;
  return (
    alike.length > 0 &&
    html`<details class="card alike">
      <summary>Các đoạn gần giống nhau: ${alike.length} nhóm</summary>
      <p>Hệ thống không tự gộp các đoạn này; khác nhau có thể chỉ ở một con số. Chỗ khác với đoạn đầu nhóm được đánh dấu.</p>
      ${alike.map((group) => alikeGroup(group, may))}
    </details>`
  );
}

const alikeGroup = ([first, ...others]: readonly WrittenParagraph[], may: boolean): Html | false =>
  first !== undefined &&
  html`<ul class="alike-group">
    <li class="paragraph"><p>${first.text}</p><small>${writers(first)}</small>${may && insertButton()}</li>
    ${others.map((each) => html`<li>${markedText(first.text, each.text)}<small>${writers(each)}</small></li>`)}
  </ul>`;

const writers = ({ writers: all }: WrittenParagraph): string => all.map(({ name }) => name).join(', ');

/** The versions of the text, the last of each sitting. */
export function versionHistory({ view, person, may }: SynthesisTools): Html | false {
  const { versions } = view;
  return (
    versions.length > 0 &&
    html`<details class="card" id="versions">
      <summary>Các lần lưu: ${versions.length}</summary>
      ${versions.slice(0, 20).map(
        ({ version, text, savedAt, savedBy }) =>
          html`<details>
            <summary>Bản ${version}, ${momentWords(savedAt)}, ${person(savedBy)}</summary>
            <div class="paragraph">${prose(text)}${may && text.trim() && insertButton()}</div>
          </details>`,
      )}
    </details>`
  );
}
