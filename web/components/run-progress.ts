import { html } from 'hono/html';
import { compilationStepWords } from '../../domain/compilation-steps.ts';
import { momentWords } from '../../domain/words.ts';
import type { CompilationView, StepLine } from '../../office/read-compilation-view.ts';
import type { Html } from '../html.ts';
import { icon } from './icons.ts';
import type { IconName } from './icons.ts';
import { stampTime } from './times.ts';

interface ProgressTools {
  path: string;
  csrf: Html;
  may: boolean;
}

/** How far a run is, step by step; while it runs, it looks again by itself. A failed one says why, and is taken up again here. */
export function runProgress({ run, steps }: CompilationView, { path, csrf, may }: ProgressTools): Html {
  const running = run.state === 'running';
  const done = steps.filter(({ state }) => state === 'done').length;
  const button = (verb: string, words: string): Html =>
    html`<form method="post" action="${path}/${verb}" class="inline">${csrf}<button class="secondary small" type="submit">${words}</button></form>`;
  return html`<section
    id="progress"
    ${running && html`hx-get="${path}" hx-trigger="every 2s" hx-select="#run" hx-swap="outerHTML" hx-target="#run"`}
  >
    ${
      run.state === 'failed' &&
      html`<div class="message bad" role="alert">
        ${icon('alert')}
        <div>
          <p><strong>Không lập được.</strong> ${run.failure}</p>
          <p>Các bước đã xong được giữ nguyên.</p>
          ${may && button('retry', 'Làm lại bước này')}
        </div>
      </div>`
    }
    ${
      running &&
      html`<p>
        <progress max="${steps.length}" value="${done}" aria-label="Tiến độ"></progress>
        Đã xong ${done}/${steps.length} bước${run.phase && `; đang ở ${run.phase}`} (${run.total} báo cáo). ${may && button('cancel', 'Hủy')}
      </p>`
    }
    ${run.state === 'cancelled' && html`<p>Đã hủy ${run.ended_at && momentWords(run.ended_at)}; không có văn bản.</p>`}
    ${stepList(steps, run.state)}
  </section>`;
}

/** The steps; folded once all are done. Runs of earlier releases have none. */
function stepList(steps: readonly StepLine[], state: CompilationView['run']['state']): Html {
  const list = html`<ol class="run-steps">
    ${steps.map((line) => stepLine(line, state))}
  </ol>`;
  if (state !== 'ready') return list;
  if (steps.every((line) => line.state !== 'done')) return html``;
  return html`<details><summary>Các bước đã thực hiện</summary>${list}</details>`;
}

function stepLine({ step, state, doneAt }: StepLine, run: CompilationView['run']['state']): Html {
  const [name, words] = markOf(state, run);
  return html`<li class="step-${state}">
    ${icon(name)} ${compilationStepWords[step]} <small>${doneAt ? stampTime(doneAt) : words}</small>
  </li>`;
}

function markOf(state: StepLine['state'], run: CompilationView['run']['state']): [IconName, string] {
  if (state === 'done') return ['check', ''];
  if (state === 'waiting' || run === 'cancelled' || run === 'ready') return ['empty', 'chưa thực hiện'];
  return run === 'failed' ? ['alert', 'dừng vì lỗi'] : ['clock', 'đang thực hiện'];
}
