import { html } from 'hono/html';
import type { AgencyKind } from '../../domain/agency.ts';
import type { FormContent } from '../../domain/form-defect.ts';
import { isAskedOf } from '../../domain/form.ts';
import type { FormSection, Indicator } from '../../domain/form.ts';
import { boundWords, formulaWords } from '../../domain/form-words.ts';
import { figureWords } from '../../domain/words.ts';
import type { Html } from '../html.ts';
import { kindWords, taskWords } from '../words.ts';

/** The form as an agency of that kind will see it, with nothing to be typed into. */
export const formPreview = ({ title, sections }: FormContent, kind: AgencyKind): Html =>
  html`<div class="preview">
    <p class="preview-title">${title}</p>
    ${sections.map((section) => {
      const { code, title: name, hint, required } = section;
      return html`<section class="part" aria-label="Phần ${code}">
        <h3>${code}. ${name}${required && html` <span class="must" title="bắt buộc">*</span>`}</h3>
        ${hint && html`<p class="hint">${hint}</p>`}
        ${section.kind === 'narrative' && html`<textarea rows="3" disabled aria-label="Nội dung phần ${code}"></textarea>`}
        ${section.kind === 'tasks' && taskExample()} ${section.kind === 'indicators' && figureTable(section, kind)}
      </section>`;
    })}
  </div>`;

/** Which tasks an agency has stands in the plan, not in the form. */
const taskExample = (): Html =>
  html`<p>Mỗi nhiệm vụ mà kế hoạch giao cho cơ quan (chủ trì hoặc phối hợp) có ba ô:</p>
    <div class="row">
      <label>Tình trạng <select disabled><option>Chưa chọn</option>${Object.values(taskWords).map((words) => html`<option>${words}</option>`)}</select></label>
      <label>Tỷ lệ hoàn thành (%) <input type="number" disabled /></label>
    </div>
    <label>Kết quả, sản phẩm, minh chứng <textarea rows="2" disabled></textarea></label>`;

function figureTable({ code, title, indicators = [] }: FormSection, kind: AgencyKind): Html {
  const asked = indicators.filter((indicator) => isAskedOf(indicator, kind));
  const others = indicators.filter((indicator) => !isAskedOf(indicator, kind)).map((indicator) => indicator.code);
  return html`<table class="stacked">
      <caption class="unseen">
        ${code}. ${title}
      </caption>
      <thead>
        <tr>
          <th scope="col">Mã</th>
          <th scope="col">Chỉ tiêu</th>
          <th scope="col">Đơn vị</th>
          <th scope="col">Trả lời</th>
        </tr>
      </thead>
      <tbody>
        ${asked.map(
          (indicator) =>
            html`<tr>
              <td><span class="code">${indicator.code}</span></td>
              <th scope="row">
                ${indicator.name}${indicator.required && html` <span class="must" title="bắt buộc">*</span>`}<small>${indicator.source}</small>
              </th>
              <td>${indicator.unit}</td>
              <td>${answerField(indicator)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${others.length > 0 && html`<p class="note">Không hỏi nhóm cơ quan này: ${others.join(', ')}.</p>`}`;
}

function answerField(indicator: Indicator): Html {
  const { code, type, formula, min = 0, max = 100, compare } = indicator;
  const label = `Trả lời chỉ tiêu ${code}`;
  if (formula) return html`<span class="blank">tự tính ${formulaWords(formula)}</span>`;
  if (type === 'text') return html`<textarea rows="1" disabled aria-label="${label}"></textarea>`;
  if (type === 'yes_no') {
    return html`<select disabled aria-label="${label}"><option>Chưa chọn</option><option>Có</option><option>Không</option></select>`;
  }
  const kind = type === 'integer' ? 'số nguyên' : 'số';
  const bounded = [kind, boundWords(type === 'percent' ? { min, max } : indicator)].filter(Boolean).join(' ');
  const asks = compare === undefined ? '' : `; đổi quá ${figureWords(compare)} % so với năm trước thì giải thích`;
  return html`<input type="text" disabled aria-label="${label}" /><small>${bounded}${asks}</small>`;
}

/** The kinds of agency to look as, each as a link, or inside the editor as a button. */
export const kindChoices = (one: (kind: AgencyKind, words: string) => Html): Html =>
  html`<nav class="choices" aria-label="Xem như nhóm cơ quan">
    <ul>
      ${(Object.keys(kindWords) as AgencyKind[]).map((kind) => html`<li>${one(kind, kindWords[kind])}</li>`)}
    </ul>
  </nav>`;
