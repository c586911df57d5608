import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import type { CompilationCheck } from '../../office/check-compilation.ts';
import type { CompilationView } from '../../office/read-compilation-view.ts';
import type { LateArrival } from '../../office/read-late-arrivals.ts';
import type { Html } from '../html.ts';
import { icon } from './icons.ts';
import { stampTime } from './times.ts';

/** The versions that a run is made of, each with its receipt and its content's hash. */
export const runSources = ({ sources }: CompilationView): Html =>
  html`<section>
    <h2>Nguồn <span class="count">${sources.length}</span></h2>
    ${
      sources.length > 0
        ? html`<details>
          <summary>Xem các bản nộp đã dùng</summary>
          <table class="run-table">
            <caption class="unseen">
              Các bản nộp đã dùng
            </caption>
            <thead>
              <tr>
                <th scope="col">Cơ quan</th>
                <th scope="col">Xác nhận</th>
                <th scope="col">Tiếp nhận lúc</th>
                <th scope="col">Mã băm nội dung</th>
              </tr>
            </thead>
            <tbody>
              ${sources.map(
                (source) =>
                  html`<tr>
                    <th scope="row"><a href="/submissions/${source.id}">${source.agency_name}</a></th>
                    <td>${source.receipt_code} <small>bản ${source.version}</small></td>
                    <td>${stampTime(source.received_at)}</td>
                    <td><code title="${source.sha256}">${source.sha256.slice(0, 16)}…</code></td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </details>`
        : html`<p>Lần tổng hợp này không có báo cáo nào.</p>`
    }
  </section>`;

/** What came after the newest final run, with the button that folds it in by one more run. */
export function lateArrivals(
  arrivals: readonly LateArrival[],
  { path, number, csrf, may }: { path: string; number: number; csrf: Html; may: boolean },
): Html {
  if (arrivals.length === 0) return html``;
  return html`<section class="card" id="late">
    <h2>Đến sau lần chính thức ${number} <span class="count">${arrivals.length}</span></h2>
    <ul class="plain-list scrolled" tabindex="0" aria-label="Báo cáo đến sau">
      ${arrivals.map(
        ({ agency, submission, receipt, receivedAt, compiledVersion, version }) =>
          html`<li>
            <a href="/submissions/${submission}">${agency.name}</a>
            <small>${receipt}, ${stampTime(receivedAt)}${compiledVersion && `; bản ${version} thay bản ${compiledVersion}`}</small>
          </li>`,
      )}
    </ul>
    ${
      may &&
      html`<form method="post" action="${path}">
        ${csrf}
        <input type="hidden" name="attempt" value="${randomUUID()}" />
        <input type="hidden" name="extent" value="final" />
        <button class="secondary" type="submit">Lập lại bản chính thức, gồm các báo cáo này</button>
      </form>`
    }
  </section>`;
}

/** Whether a finished run can be made again; it is tried when a person asks. */
export function runCheck(check: CompilationCheck | undefined, { run, form }: CompilationView, path: string): Html {
  return html`<section class="card" id="check">
    <h2>Kiểm chứng</h2>
    ${check ? checkResult(check) : html`<p>Lập lại văn bản từ căn cứ đã lưu, đối chiếu mã băm từng nguồn và từng byte của văn bản.</p>`}
    ${form && html`<p class="note">Đề cương <a href="/forms/${form.id}/versions/${form.version}">${form.id}, phiên bản ${form.version}</a>.</p>`}
    ${!check && run.file_sha256 && html`<p class="note">SHA-256 của văn bản: <code>${run.file_sha256}</code></p>`}
    <p><a href="${path}?check=1#check">${check ? 'Kiểm chứng lại' : 'Kiểm chứng ngay'}</a></p>
  </section>`;
}

function checkResult({ verdict, sources, altered, sameReport, document }: CompilationCheck): Html {
  if (verdict === 'kept_nothing') {
    return html`<p>Bản này được lập trước khi hệ thống lưu đủ căn cứ nên không lập lại để so được.</p>`;
  }
  if (verdict === 'same') {
    return html`<div class="message good" role="status">
      ${icon('check')}
      <p>Lập lại được đúng từng byte từ ${sources} nguồn; nội dung các nguồn không đổi. <small>SHA-256: <code>${document.kept}</code></small></p>
    </div>`;
  }
  return html`<div class="message bad" role="alert">
    ${icon('alert')}
    <div>
      <p><strong>Không khớp.</strong> ${altered.length > 0 ? `${altered.length}/${sources} nguồn đã bị thay đổi sau khi lập:` : `Các nguồn không đổi, nhưng ${sameReport ? 'văn bản' : 'nội dung tổng hợp'} lập lại khác bản đã lưu; có thể do phiên bản phần mềm khác.`}</p>
      <ul>${altered.map(({ agency, receipt }) => html`<li>${agency} <small>${receipt}</small></li>`)}</ul>
    </div>
  </div>`;
}
