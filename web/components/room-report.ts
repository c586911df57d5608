import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import { emptyReport } from '../../domain/form.ts';
import type { FormSection } from '../../domain/form.ts';
import { assetPath } from '../assets.ts';
import type { Failure } from '../frame.ts';
import type { Html } from '../html.ts';
import type { Room } from '../../office/read-room.ts';
import type { AgencyActor } from '../../api/identity.ts';
import type { RoomPeople } from '../../office/read-room-people.ts';
import { othersOf } from '../typing.ts';
import type { Shown } from '../typing.ts';
import { areaField } from './field.ts';
import { carriedMark, carryAll, offeredIn, sectionBefore } from './room-carry.ts';
import { passedPart } from './passed-part.ts';
import { checkList } from './room-check.ts';
import { besideOther, conflictTemplate, dataTemplate } from './room-conflict.ts';
import { figurePart } from './room-figures.ts';
import { taskPart } from './room-tasks.ts';
import { filePart } from './room-files.ts';

/** What the report's form is drawn from. */
export interface RoomForm extends Shown {
  room: Room;
  path: string;
  csrf: Html;
  failure: Failure | undefined;
  now: Temporal.Instant;
  saveWords: string;
  people: RoomPeople;
  actor: AgencyActor;
}

const form = 'report';

/**
 * The report as one form, the reviewer's comments in it: every button saves what was typed, answers too, before it does its
 * own. The first button is the one that the Enter key presses.
 */
export function roomReport(view: RoomForm, comments: Html): Html {
  const { room, content, conflicts, path, csrf, seen, saveWords, failure } = view;
  const offered = offeredIn(room, path);
  return html`<form
    method="post"
    action="${path}/draft"
    enctype="multipart/form-data"
    id="report"
    class="report"
    novalidate
    data-draft="/api/v1/obligation/draft"
    data-presence="/api/v1/obligation/presence"
    data-obligation="${room.obligation.id}"
    ${view.unsaved && html`data-unsaved="${view.unsaved}"`}
  >
    ${csrf}
    <input type="hidden" name="seen" value="${seen}" />
    <input type="hidden" name="attempt" value="${randomUUID()}" />
    <input type="hidden" name="base" value="${JSON.stringify(view.base)}" />
    <input type="hidden" name="carried" value="${(content.carried ?? []).join(' ')}" />
    ${conflicts.length > 0 && html`<input type="hidden" name="others" value="${JSON.stringify(othersOf(conflicts))}" />`}
    <div class="save-bar">
      <div>
        <p id="save-state" role="status">${saveWords}</p>
        <p id="others-state" role="status"></p>
      </div>
      <button class="secondary small" type="submit">Lưu bản nháp</button>
    </div>
    ${comments} ${offered && carryAll(offered)} ${room.form.sections.map((section) => passedPart(room, section, failure, parts[section.kind](section, view)))}
    ${filePart(view)} ${checkList(view, failure)} ${conflictTemplate()} ${dataTemplate('room-facts', factsOf(room))} ${script()}
  </form>`;
}

const narrative = ({ code, title, hint, required }: FormSection, view: RoomForm): Html => {
  const { room, content, typed, failure, conflicts, path } = view;
  const name = `sections.${code}`;
  return html`<section class="part" aria-labelledby="part-${code}" data-part="${code}">
    <h2 id="part-${code}">${code}. ${title}</h2>
    ${carriedMark(name, content)} ${sectionBefore(code, offeredIn(room, path))}
    ${besideOther(name, conflicts, areaField({ form, name, label: html`Nội dung phần ${code}`, hint, value: typed[name], rows: 7, failure, required }))}
  </section>`;
};

const parts = { narrative, tasks: taskPart, indicators: figurePart };

/** The script of the form alone, and what it asks for, at once: whoever loses the connection next has all of it. */
const script = (): Html =>
  html`${scriptParts.map((name) => html`<link rel="modulepreload" href="${assetPath(name)}" />`)}
    <script type="module" src="${assetPath('write-report.js')}"></script>`;

const scriptParts = [
  ...(['room-buttons.js', 'room-checks.js', 'room-conflicts.js', 'room-fields.js'] as const),
  ...(['room-memory.js', 'room-presence.js'] as const),
  ...(['check-report.ts', 'figure-text.ts', 'figures.ts', 'form.ts', 'merge-drafts.ts', 'merge-text.ts'] as const),
  'report-warnings.ts' as const,
];

/** What the script checks and reckons with: the same rules, over the same facts. */
const factsOf = ({ form: asked, plan, tasks, agency, lastYear, attachments }: Room) => ({
  form: asked,
  known: plan.tasks.map(({ code }) => code),
  tasks: tasks.map(({ code }) => ({ code })),
  agency: { kind: agency.kind },
  ...(lastYear && {
    lastYear: {
      form: { ...lastYear.form, sections: lastYear.form.sections.filter(({ kind }) => kind === 'indicators') },
      content: { ...emptyReport, indicators: lastYear.content.indicators ?? {} },
    },
  }),
  attachments: attachments.map(({ sha256 }) => sha256),
});
