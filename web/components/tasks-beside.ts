import { html } from 'hono/html';
import { comparable } from '../../domain/differences.ts';
import type { TaskResult } from '../../domain/form.ts';
import type { PlanTask } from '../../domain/plan.ts';
import type { SubmissionView } from '../../office/read-submission.ts';
import type { Base } from '../beside.ts';
import type { Html } from '../html.ts';
import { numberWords, taskWords } from '../words.ts';
import { markedText } from './marked-text.ts';
import { prose } from './prose.ts';
import { plainState } from './states.ts';

/** The results of the plan's tasks beside those of another report; those that are the same in both are folded away. */
export function tasksBeside({ content, plan }: SubmissionView, base: Base | undefined): Html {
  const before = base?.content.tasks ?? {};
  const told = plan.tasks.filter(({ code }) => content.tasks[code] ?? before[code]);
  if (told.length === 0) return html`<p class="blank">Không nêu kết quả nhiệm vụ nào.</p>`;
  const row = (task: PlanTask) => taskRow(task, content.tasks[task.code], before[task.code], base);
  const isSame = ({ code }: PlanTask) => base !== undefined && sameResult(content.tasks[code], before[code]);
  const same = told.filter(isSame);
  // When nothing has changed the whole part is folded already.
  if (same.length === 0 || same.length === told.length) return table('Kết quả theo từng nhiệm vụ', told.map(row));
  return html`${table('Nhiệm vụ có thay đổi', told.filter((task) => !isSame(task)).map(row))}
    <details class="same">
      <summary>${same.length} nhiệm vụ không đổi so với ${base?.words}</summary>
      ${table('Nhiệm vụ không đổi', same.map(row))}
    </details>`;
}

const sameResult = (now: TaskResult | undefined, before: TaskResult | undefined): boolean =>
  now?.state === before?.state &&
  now?.percent === before?.percent &&
  comparable(now?.result ?? '') === comparable(before?.result ?? '');

const table = (caption: string, rows: Html[]): Html =>
  html`<table class="tasks">
    <caption class="unseen">
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">Nhiệm vụ</th>
        <th scope="col">Tình trạng</th>
        <th scope="col" class="number">Tỷ lệ</th>
        <th scope="col">Kết quả, sản phẩm, minh chứng</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;

function taskRow(
  { code, title }: PlanTask,
  task: TaskResult | undefined,
  before: TaskResult | undefined,
  base: Base | undefined,
): Html {
  const moved = task && before && task.state !== before.state;
  const step = task && before ? task.percent - before.percent : 0;
  return html`<tr>
    <th scope="row"><span class="code">${code}</span> ${title}</th>
    <td>
      ${task ? taskWords[task.state] : html`<em>Không nêu</em>`}
      ${moved && html`<small>${base?.words}: ${taskWords[before.state]}</small>`}
    </td>
    <td class="number">
      ${task && `${numberWords(task.percent)} %`}
      ${step !== 0 && html`<small>${step > 0 ? 'tăng' : 'giảm'} ${numberWords(Math.abs(step))} điểm</small>`}
    </td>
    <td>${results(task, before, base)}</td>
  </tr>`;
}

function results(task: TaskResult | undefined, before: TaskResult | undefined, base: Base | undefined): Html {
  if (!base) return prose(task?.result ?? '');
  if (!before) return html`${plainState('info', 'pen', `Mới so với ${base.words}`)} ${prose(task?.result ?? '')}`;
  if (!task) return html`${plainState('struck', 'none', `Bỏ so với ${base.words}`)} ${markedText(before.result, '')}`;
  if (comparable(task.result) === comparable(before.result)) return prose(task.result);
  return markedText(before.result, task.result);
}
