import { html } from 'hono/html';
import type { AttachedFile } from '../../domain/form.ts';
import { attachedFiles } from './attached-files.ts';
import type { Base } from '../beside.ts';
import type { Html } from '../html.ts';
import { sizeWords } from '../words.ts';
import { plainState } from './states.ts';

/** The files of a version, with those that came and those that went since another report. */
export function filesBeside(files: readonly AttachedFile[], base: Base | undefined, path: string): Html {
  const has = (list: readonly AttachedFile[], { sha256, name }: AttachedFile) =>
    list.some((each) => each.sha256 === sha256 && each.name === name);
  const before = base?.content.attachments ?? [];
  const gone = before.filter((file) => !has(files, file));
  if (files.length === 0 && gone.length === 0) return html`<p class="blank">Không có tệp đính kèm.</p>`;
  const added = (file: AttachedFile): Html =>
    html`${base && !has(before, file) && plainState('info', 'pen', `Thêm so với ${base.words}`)}`;
  return html`${files.length > 0 && attachedFiles(files, path, added)}
    ${
      gone.length > 0 &&
      html`<ul class="files">
        ${gone.map(
          ({ name, sizeBytes }) =>
            html`<li><del>${name}</del> <small>${sizeWords(sizeBytes)}</small> ${plainState('struck', 'none', `Bỏ so với ${base?.words}`)}</li>`,
        )}
      </ul>`
    }`;
}
