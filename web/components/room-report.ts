import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import type { FormSection, ReportContent, TaskResult } from '../../domain/form.ts';
import type { PlanTask } from '../../domain/plan.ts';
import type { Failure } from '../frame.ts';
import type { Html } from '../html.ts';
import type { Room } from '../../office/read-room.ts';
import { sizeWords, taskWords } from '../words.ts';
import { areaField, selectField, textField, typedValue } from './field.ts';
import { icon } from './icons.ts';
import { passedPart } from './passed-part.ts';
import { checkList } from './room-check.ts';

/** What the report's form is drawn from. */
export interface RoomForm {
  room: Room;
  /** As typed when the form was refused, otherwise as saved. */
  content: ReportContent;
  /** The draft's version that the writer has seen. */
  seen: number;
  path: string;
  csrf: Html;
  failure: Failure | undefined;
  now: Temporal.Instant;
  saveWords: string;
  /** What stands in the form is not saved: `refused` with the form, or in `conflict` with what somebody else saved. */
  unsaved: 'refused' | 'conflict' | '';
}

const form = 'report';

/**
 * The report as one form: every button saves what was typed before it does its own. The first button is the one that
 * the Enter key presses.
 */
export function roomReport(view: RoomForm): Html {
  const { room, path, csrf, seen, saveWords, failure } = view;
  return html`<form
    method="post"
    action="${path}/draft"
    enctype="multipart/form-data"
    id="report"
    class="report"
    novalidate
    data-draft="/api/v1/obligation/draft"
    data-obligation="/api/v1/obligation"
    ${view.unsaved && html`data-unsaved="${view.unsaved}"`}
  >
    ${csrf}
    <input type="hidden" name="seen" value="${seen}" />
    <input type="hidden" name="attempt" value="${randomUUID()}" />
    <div class="save-bar">
      <p id="save-state" role="status">${saveWords}</p>
      <button class="secondary small" type="submit">Lưu bản nháp</button>
    </div>
    ${room.form.sections.map((section) => passedPart(room, section, failure, section.kind === 'tasks' ? taskPart(section, view) : narrative(section, view)))}
    ${filePart(view)} ${checkList(view, failure)}
  </form>`;
}

const narrative = ({ code, title, hint, required }: FormSection, { content, failure }: RoomForm): Html =>
  html`<section class="part" aria-labelledby="part-${code}">
    <h2 id="part-${code}">${code}. ${title}</h2>
    ${areaField({ form, name: `sections.${code}`, label: html`Nội dung phần ${code}`, hint, value: content.sections[code], rows: 7, failure, required })}
  </section>`;

function taskPart({ code, title, hint }: FormSection, view: RoomForm): Html {
  const { room } = view;
  const groups = room.plan.groups
    .map((group) => ({ group, tasks: room.tasks.filter((task) => task.group === group.code) }))
    .filter(({ tasks }) => tasks.length > 0);
  return html`<section class="part" aria-labelledby="part-${code}">
    <h2 id="part-${code}">${code}. ${title}</h2>
    <p class="hint">${hint}</p>
    ${groups.map(
      ({ group, tasks }) =>
        html`<h3>${group.code}. ${group.title}</h3>
          ${tasks.map((task) => taskFields(task, view))}`,
    )}
  </section>`;
}

function taskFields({ code, title, text, lead }: PlanTask, { room, content, failure }: RoomForm): Html {
  const task = content.tasks[code];
  const value = (part: string, saved: string) =>
    typedValue({ form, name: `tasks.${code}.${part}`, value: saved, failure });
  const blamed = failure?.form === form && failure.problems.some(({ field }) => field.startsWith(`tasks.${code}.`));
  const filled = value('state', task?.state ?? '') || value('result', task?.result ?? '');
  return html`<details class="task" ${(blamed || filled) && html`open`}>
    <summary><span class="code">${code}</span> <span>${title}</span> ${taskMark(task)}</summary>
    <p class="hint">
      ${lead.includes(room.agency.code) ? 'Cơ quan chủ trì. ' : ''}${text}
    </p>
    <div class="row">
      ${selectField({
        form,
        name: `tasks.${code}.state`,
        label: html`Tình trạng<span class="unseen"> nhiệm vụ ${code}</span>`,
        value: task?.state,
        failure,
        options: [['', 'Chưa chọn'], ...Object.entries(taskWords)],
      })}
      ${textField({
        form,
        name: `tasks.${code}.percent`,
        kind: 'number',
        label: html`Tỷ lệ hoàn thành (%)<span class="unseen"> nhiệm vụ ${code}</span>`,
        min: '0',
        max: '100',
        value: task ? String(task.percent) : '',
        failure,
      })}
    </div>
    ${areaField({ form, name: `tasks.${code}.result`, label: html`Kết quả, sản phẩm, minh chứng<span class="unseen"> nhiệm vụ ${code}</span>`, value: task?.result, rows: 4, failure })}
  </details>`;
}

const taskMark = (task: TaskResult | undefined): Html =>
  html`<span class="task-mark">${task ? `${taskWords[task.state]}${task.state === 'under_way' ? `, ${task.percent} %` : ''}` : 'chưa nhập'}</span>`;

const filePart = ({ room, path }: RoomForm): Html =>
  html`<section class="part" aria-labelledby="part-files">
    <h2 id="part-files">Tệp đính kèm</h2>
    <p class="hint" id="report.file.hint">
      Bản báo cáo đã ký số, biểu số liệu, minh chứng. Nhận tệp PDF, Word (.docx), Excel (.xlsx), mỗi tệp không quá 20 MB. Không gửi tài
      liệu mật qua hệ thống này.
    </p>
    ${
      room.attachments.length > 0 &&
      html`<ul class="files">
        ${room.attachments.map(
          ({ name, sha256, sizeBytes }) =>
            html`<li>
              ${icon('file')} <a href="${path}/attachments/${sha256}">${name}</a> <small>${sizeWords(sizeBytes)}</small>
              <button class="secondary small" type="submit" formaction="${path}/attachments/${sha256}/withdraw">Bỏ<span class="unseen"> tệp ${name}</span></button>
            </li>`,
        )}
      </ul>`
    }
    <div class="field attach">
      <label for="report.file">Chọn tệp</label>
      <input type="file" id="report.file" name="file" aria-describedby="report.file.hint" accept=".pdf,.docx,.xlsx" />
      <button class="secondary" type="submit" formaction="${path}/attachments">Đính kèm</button>
    </div>
  </section>`;
