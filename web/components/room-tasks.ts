import { html } from 'hono/html';
import type { FormSection, TaskResult } from '../../domain/form.ts';
import type { PlanTask } from '../../domain/plan.ts';
import type { Html } from '../html.ts';
import { taskWords } from '../words.ts';
import { areaField, selectField, textField } from './field.ts';
import { carriedMark, offeredIn, taskBefore } from './room-carry.ts';
import { besideOther } from './room-conflict.ts';
import type { RoomForm } from './room-report.ts';

const form = 'report';

/** The section of an agency's tasks, by the plan's groups. */
export function taskPart({ code, title, hint }: FormSection, view: RoomForm): Html {
  const { room } = view;
  const groups = room.plan.groups
    .map((group) => ({ group, tasks: room.tasks.filter((task) => task.group === group.code) }))
    .filter(({ tasks }) => tasks.length > 0);
  return html`<section class="part" aria-labelledby="part-${code}" data-part="${code}">
    <h2 id="part-${code}">${code}. ${title}</h2>
    <p class="hint">${hint}</p>
    ${groups.map(
      ({ group, tasks }) =>
        html`<h3>${group.code}. ${group.title}</h3>
          ${tasks.map((task) => taskFields(task, view))}`,
    )}
  </section>`;
}

function taskFields({ code, title, text, lead }: PlanTask, view: RoomForm): Html {
  const { room, content, typed, failure, conflicts, path } = view;
  const place = `tasks.${code}`;
  const [state, percent, result] = ['state', 'percent', 'result'].map((part) => typed[`${place}.${part}`] ?? '');
  const blamed = failure?.form === form && failure.problems.some(({ field }) => field.startsWith(`${place}.`));
  const torn = conflicts.some(({ field }) => field.startsWith(`${place}.`));
  const told = Boolean(state || result);
  const unseen = html`<span class="unseen"> nhiệm vụ ${code}</span>`;
  return html`<details class="task" ${(blamed || torn || told) && html`open`}>
    <summary><span class="code">${code}</span> <span>${title}</span> ${taskMark(content.tasks[code])}</summary>
    <p class="hint">
      ${lead.includes(room.agency.code) ? 'Cơ quan chủ trì. ' : ''}${text}
    </p>
    ${carriedMark(place, content)} ${taskBefore(code, told || Boolean(percent), offeredIn(room, path))}
    <div class="row">
      ${besideOther(
        `${place}.state`,
        conflicts,
        selectField({
          form,
          name: `${place}.state`,
          label: html`Tình trạng${unseen}`,
          value: state,
          failure,
          options: [['', 'Chưa chọn'], ...Object.entries(taskWords)],
        }),
      )}
      ${besideOther(
        `${place}.percent`,
        conflicts,
        textField({
          form,
          name: `${place}.percent`,
          kind: 'number',
          label: html`Tỷ lệ hoàn thành (%)${unseen}`,
          min: '0',
          max: '100',
          value: percent,
          failure,
        }),
      )}
    </div>
    ${besideOther(
      `${place}.result`,
      conflicts,
      areaField({
        form,
        name: `${place}.result`,
        label: html`Kết quả, sản phẩm, minh chứng${unseen}`,
        value: result,
        rows: 4,
        failure,
      }),
    )}
  </details>`;
}

const taskMark = (task: TaskResult | undefined): Html =>
  html`<span class="task-mark">${task ? `${taskWords[task.state]}${task.state === 'under_way' ? `, ${task.percent} %` : ''}` : 'chưa nhập'}</span>`;
