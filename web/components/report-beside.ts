import { html } from 'hono/html';
import type { ReportContent, TaskResult } from '../../domain/form.ts';
import type { SubmissionView } from '../../office/read-submission.ts';
import type { Html } from '../html.ts';
import { taskWords } from '../words.ts';
import { plainState } from './states.ts';

/** A field for a reason about a part of the report. */
type ReasonField = (field: string, label: string) => Html;

/** A report's parts, each beside the version before when that differs, with room for a reason. */
export function reportBeside(view: SubmissionView, reason: ReasonField | undefined): Html {
  const { form, content, previous } = view;
  return html`${form.sections.map((section) => {
    const field = `sections.${section.code}`;
    const body =
      section.kind === 'tasks'
        ? taskTable(view)
        : compared(
            content.sections[section.code] ?? '',
            previous && (previous.content.sections[section.code] ?? ''),
            previous?.version,
          );
    return html`<section class="part" aria-labelledby="part-${section.code}">
      <h2 id="part-${section.code}">${section.code}. ${section.title}</h2>
      ${body} ${reason && reasonBox(reason, field, section.code)}
    </section>`;
  })}`;
}

const reasonBox = (reason: ReasonField, field: string, code: string): Html =>
  html`<details class="reason">
    <summary>Nêu lý do trả lại phần ${code}</summary>
    ${reason(field, `Phần ${code} cần sửa, bổ sung`)}
  </details>`;

/** A text, and the one before beside it when that was another. */
function compared(text: string, before: string | undefined, version: number | undefined): Html {
  if (before === undefined) return prose(text);
  if (text.trim() === before.trim()) return html`<p class="note">Không đổi so với bản ${version}.</p>${prose(text)}`;
  return html`<p>${plainState('info', 'pen', `Đã sửa so với bản ${version}`)}</p>
    <div class="beside">
      <div><h3>Bản này</h3>${prose(text)}</div>
      <div class="before"><h3>Bản ${version}</h3>${prose(before)}</div>
    </div>`;
}

/** A text as it was typed, by its lines. */
export const prose = (text: string): Html =>
  text.trim()
    ? html`<div class="prose">${text
        .trim()
        .split(/\n+/)
        .map((line) => html`<p>${line}</p>`)}</div>`
    : html`<p class="blank">Không có nội dung.</p>`;

function taskTable({ content, previous, plan }: SubmissionView): Html {
  const told = plan.tasks.filter(({ code }) => content.tasks[code] ?? previous?.content.tasks[code]);
  if (told.length === 0) return html`<p class="blank">Không nêu kết quả nhiệm vụ nào.</p>`;
  return html`<table class="tasks">
    <caption class="unseen">
      Kết quả theo từng nhiệm vụ
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
      ${told.map(({ code, title }) => taskRow(code, title, content.tasks[code], previous?.content.tasks[code], previous?.version))}
    </tbody>
  </table>`;
}

function taskRow(
  code: string,
  title: string,
  task: TaskResult | undefined,
  before: ReportContent['tasks'][string] | undefined,
  version: number | undefined,
): Html {
  const changed = version !== undefined && JSON.stringify(task) !== JSON.stringify(before);
  return html`<tr>
    <th scope="row"><span class="code">${code}</span> ${title}</th>
    <td>${task ? taskWords[task.state] : 'Không nêu'}</td>
    <td class="number">${task && `${task.percent} %`}</td>
    <td>
      ${task && prose(task.result)}
      ${
        changed &&
        html`${plainState('info', 'pen', `Đã sửa so với bản ${version}`)}
          <details>
            <summary>Bản ${version}</summary>
            ${before ? html`<p>${taskWords[before.state]}, ${before.percent} %</p>${prose(before.result)}` : 'Không nêu.'}
          </details>`
      }
    </td>
  </tr>`;
}
