import { html } from 'hono/html';
import { momentWords } from '../../domain/words.ts';
import { assetPath } from '../assets.ts';
import type { Html } from '../html.ts';
import { areaField, checkField } from './field.ts';
import { insertButton } from './insert-button.ts';
import { prose } from './prose.ts';
import type { SynthesisTools } from './synthesis-sources.ts';

const form = 'text';

/** The officer's text of a place: saved as it is typed, or by its button. */
export function synthesisEditor(tools: SynthesisTools): Html {
  const { view, path, csrf, failure, may } = tools;
  const { synthesis } = view.standing;
  if (!may) return html`<section class="card"><h2>Đoạn tổng hợp</h2>${prose(synthesis?.text ?? '')}</section>`;
  const refused = failure?.form === form ? failure : undefined;
  const keepSources = refused ? refused.typed['keepSources'] === 'on' : synthesis?.keepSources;
  return html`${refused?.code === 'fact.changed' && otherText(tools)}
    <form method="post" action="${path}/text" class="synthesis" id="synthesis" data-save="/api/v1${path}" ${refused && html`data-unsaved="refused"`} novalidate>
      ${csrf} ${hiddenFields(tools)}
      <div class="save-bar">
        <p id="save-state" role="status">${savedWords(tools)}</p>
        <button class="small" type="submit">Lưu</button>
      </div>
      ${areaField({ form, name: 'text', label: 'Đoạn tổng hợp', hint: 'Mỗi dòng là một đoạn của báo cáo. Để trống: dùng nguyên văn các nguồn.', rows: 16, value: synthesis?.text, failure })}
      ${checkField({ form, name: 'keepSources', label: 'Giữ nguyên văn các đoạn nguồn bên dưới đoạn tổng hợp', value: keepSources ? 'on' : '', failure })}
      ${view.standing.state === 'stale' && checkField({ form, name: 'looked', label: 'Đã đối chiếu các thay đổi của nguồn; đoạn tổng hợp còn đúng', value: refused?.typed['looked'] ?? '', failure })}
    </form>
    <script type="module" src="${assetPath('write-synthesis.js')}"></script>`;
}

/** The version that the page began from, and the sources that the text is made from, now and if the changes are taken. */
function hiddenFields({ view }: SynthesisTools): Html {
  const { synthesis, included, state } = view.standing;
  const current = included.map(({ receipt }) => receipt).join(' ');
  const beside = state === 'stale' ? (synthesis?.madeFrom ?? []).map(({ receipt }) => receipt).join(' ') : current;
  return html`<input type="hidden" name="seen" value="${synthesis?.version ?? 0}" />
    <input type="hidden" name="beside" value="${beside}" />
    <input type="hidden" name="current" value="${current}" />`;
}

function savedWords({ view, failure, person }: SynthesisTools): string {
  const [newest] = view.versions;
  if (failure?.form === form) return 'Nội dung trong ô chưa được lưu';
  return newest ? `${person(newest.savedBy)} lưu lúc ${momentWords(newest.savedAt)}` : 'Chưa có đoạn tổng hợp';
}

/** What somebody else saved meanwhile, beside what was typed. */
function otherText({ view, person }: SynthesisTools): Html {
  const [newest] = view.versions;
  return html`<section class="card urgent" id="other">
    <h2>Bản đang lưu khác bản vừa nhập</h2>
    <p>
      ${newest && `${person(newest.savedBy)} đã lưu lúc ${momentWords(newest.savedAt)}. `}Nội dung trong ô dưới đây là bản vừa nhập, chưa được lưu. Đề nghị
      đối chiếu, gộp lại rồi bấm “Lưu”; bản đang lưu vẫn còn trong các lần lưu.
    </p>
    <div class="paragraph">${prose(newest?.text ?? '')}${insertButton()}</div>
  </section>`;
}
