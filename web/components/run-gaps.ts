import { html } from 'hono/html';
import type { CompilationGaps } from '../../domain/compilation-gaps.ts';
import { compilationNoteWords } from '../../domain/compilation-notes.ts';
import type { CompilationDoubt } from '../../domain/compilation-notes.ts';
import type { CompilationView } from '../../office/read-compilation-view.ts';
import type { Html } from '../html.ts';
import { lookWords } from '../words.ts';
import { nameFold } from './name-fold.ts';

/** What is in the list of gaps already, by name. */
const told: readonly CompilationDoubt[] = ['missing', 'estimated'];

/** What the check of the sources found: what to see to before the document is used. */
export function runNotes({ notes }: CompilationView): Html {
  const shown = notes.filter(({ doubt }) => !told.includes(doubt));
  if (shown.length === 0) return html``;
  return html`<section>
    <h2>Cần xem trước khi dùng</h2>
    <ul class="plain-list">
      ${shown.map((note) => html`<li>${nameFold(compilationNoteWords(note), note.agencies)}</li>`)}
    </ul>
  </section>`;
}

/** Who is missing, excused and late, and whose figures are estimated. */
export function runGaps({ missing, excused, late, estimated }: CompilationGaps, cycle: string): Html {
  const named = ({ code, name, look }: CompilationGaps['missing'][number]): Html =>
    html`<a href="/cycles/${cycle}/agencies/${code}">${name}</a>${look === 'returned' && html` <small>${lookWords.returned.toLowerCase()}</small>`}`;
  const nothing = [missing, excused, late, estimated].every(({ length }) => length === 0);
  return html`<section class="card">
    <h2>Chỗ còn thiếu</h2>
    ${nothing && html`<p>Mọi cơ quan đã gửi đúng hạn; không có số ước.</p>`}
    ${missing.length > 0 && nameFold('Chưa có báo cáo', missing.map(named))}
    ${late.length > 0 && nameFold('Gửi quá hạn', late.map(named))}
    ${excused.length > 0 && nameFold('Không phải báo cáo', excused.map(named))}
    ${
      estimated.length > 0 &&
      nameFold(
        'Có số liệu ước',
        estimated.map(({ agency, indicators }) => html`${agency} <small>chỉ tiêu ${indicators.join(', ')}</small>`),
      )
    }
  </section>`;
}
