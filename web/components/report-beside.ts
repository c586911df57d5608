import { html } from 'hono/html';
import { changedParts, comparable } from '../../domain/differences.ts';
import type { FormSection } from '../../domain/form.ts';
import type { SubmissionView } from '../../office/read-submission.ts';
import type { Base } from '../beside.ts';
import type { Html } from '../html.ts';
import { filesBeside } from './files-beside.ts';
import { indicatorsBeside } from './indicators-beside.ts';
import { markedText } from './marked-text.ts';
import { standingState } from './part-standing.ts';
import { prose } from './prose.ts';
import { plainState } from './states.ts';
import { tasksBeside } from './tasks-beside.ts';

/** What stands under a part: what is said of it, and room to say more. */
type UnderPart = (part: string) => Html;

/** A report's parts as they are beside another report, what is the same in both folded away. */
export function reportBeside(view: SubmissionView, base: Base | undefined, path: string, under: UnderPart): Html {
  const changed = base && changedParts(view.form, base.content, view.content);
  const part = (code: string, title: string, body: Html) => {
    const same = base && !changed?.has(code) ? base : undefined;
    const id = code.replace('sections.', 'part-');
    return html`<section class="part" aria-labelledby="${id}">
      <h2 id="${id}">${title}</h2>
      <p class="marks">${changeState(base, !same)} ${standingState(view, code)}</p>
      ${same ? folded(same, body) : body} ${under(code)}
    </section>`;
  };
  return html`${view.form.sections.map((section) =>
    part(`sections.${section.code}`, `${section.code}. ${section.title}`, sectionBody(section, view, base)),
  )}
  ${part('files', 'Tệp đính kèm', filesBeside(view.content.attachments, base, path))}`;
}

const changeState = (base: Base | undefined, changed: boolean): Html | false =>
  base !== undefined && changed && plainState('info', 'pen', `Khác ${base.words}`);

const folded = ({ words }: Base, body: Html): Html =>
  html`<details class="same">
    <summary>Không đổi so với ${words}</summary>
    ${body}
  </details>`;

function sectionBody({ code, kind, indicators }: FormSection, view: SubmissionView, base: Base | undefined): Html {
  if (kind === 'tasks') return tasksBeside(view, base);
  if (kind === 'indicators') return indicatorsBeside(indicators ?? [], view);
  const [text, before] = [view.content.sections[code] ?? '', base?.content.sections[code] ?? ''];
  if (!base || comparable(text) === comparable(before)) return prose(text);
  if (!before.trim()) return html`<p class="note">Phần này không có trong báo cáo ${base.words}.</p>${prose(text)}`;
  return markedText(before, text);
}
