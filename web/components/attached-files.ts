import { html } from 'hono/html';
import type { AttachedFile } from '../../domain/form.ts';
import type { Html } from '../html.ts';
import { sizeWords } from '../words.ts';
import { signatureList } from './file-signatures.ts';
import { icon } from './icons.ts';
import { stampTime } from './times.ts';

/** Files beside a report: name, size, when it came, its hash, what its signatures say; and what may be done with each. */
export function attachedFiles(
  files: readonly AttachedFile[],
  path: string,
  tools: (file: AttachedFile) => Html = () => html``,
): Html {
  const signed = files.some(({ signatures }) => signatures && signatures.length > 0);
  return html`<ul class="files">
      ${files.map(
        (file) =>
          html`<li>
            ${icon('file')} <a href="${path}/attachments/${file.sha256}">${file.name}</a> ${facts(file)} ${tools(file)}
            ${signatureList(file.signatures)}
          </li>`,
      )}
    </ul>
    ${
      signed &&
      html`<p class="note">
        Chữ ký số được kiểm tra lúc đính kèm tệp; hệ thống không hỏi tình trạng thu hồi chứng thư và không ký thay ai.
      </p>`
    }`;
}

const facts = ({ sizeBytes, attachedAt, sha256 }: AttachedFile): Html =>
  html`<small
    >${sizeWords(sizeBytes)}${attachedAt && html` · ${stampTime(Temporal.Instant.from(attachedAt))}`} ·
    <span title="SHA-256: ${sha256}">SHA-256 <code>${sha256.slice(0, 12)}…</code></span></small
  >`;
