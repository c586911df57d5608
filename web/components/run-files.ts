import { html } from 'hono/html';
import type { Html } from '../html.ts';

/** A run's document, its annex with formulas, and the document as others read it; in a line, or each on its own. */
export function runFiles(run: string, between: Html): Html {
  return html`<a href="${run}/report.docx" download>Tải bản Word</a>${between}<a href="${run}/annex.xlsx" download>Phụ lục Excel</a>${between}<a
      href="${run}/report.pdf"
      download
      >Bản PDF</a
    >`;
}
