import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { readProposals } from '../../api/read-proposals.ts';
import { sendFile } from '../../api/send-file.ts';
import { recordsDocument } from '../../documents/records-document.ts';
import { recordsFile } from '../../documents/records-file.ts';
import { momentWords } from '../../domain/words.ts';
import { wordDocument } from '../../office/finish-compilation.ts';
import { recordsTable } from '../components/records-tables.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import type { Html } from '../html.ts';
import { numberWords } from '../words.ts';

const path = '/agencies/records';

/** Kết quả qua các năm: who was on time, and whom the facts propose for commendation or a reminder; people decide. */
export function recordsPage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;
  const proposals = ({ query }: FastifyRequest) => readProposals(db, query as Record<string, string>, clock.now());

  const show: Show = async (request, reply) => {
    const { page } = await openStaffFrame(deps, request, reply);
    const { records, policy, commend, remind } = await proposals(request);
    const query = new URLSearchParams(
      Object.entries({ regime: records.regime.id, ...policy }).map(([k, v]) => [k, String(v)]),
    );
    const { commendCycles, remindTimes, remindCycles } = policy;
    return page(
      { title: 'Kết quả báo cáo qua các năm', place: 'board', width: 'wide' },
      html`<div class="title">
          <div>
            <h1>Kết quả thực hiện chế độ báo cáo qua các năm</h1>
            <p class="lead">
              ${records.regime.name}. Số liệu lúc ${momentWords(records.asOf)}. Các danh sách dưới đây là <strong>đề xuất</strong> từ dữ kiện đã
              ghi; việc biểu dương, nhắc nhở do người có thẩm quyền quyết định. Hệ thống không gửi danh sách này đi đâu.
            </p>
          </div>
          <p class="no-print"><a href="${path}.docx?${query}">Tải tệp Word</a> · <a href="${path}.csv?${query}">Tải tệp CSV (Excel)</a></p>
        </div>
        ${policyForm(records.regime.id, policy)}
        <section>
          <h2>Đề xuất biểu dương <span class="count">${numberWords(commend.length)}</span></h2>
          <p class="note">Đúng hạn trong cả ${commendCycles} kỳ gần nhất được tính.</p>
          ${commend.length > 0 ? recordsTable(commend, records, 'Cơ quan được đề xuất biểu dương') : html`<p class="nothing">Chưa có cơ quan nào đủ ${commendCycles} kỳ đúng hạn liên tiếp.</p>`}
        </section>
        <section>
          <h2>Đề xuất nhắc nhở <span class="count">${numberWords(remind.length)}</span></h2>
          <p class="note">Quá hạn hoặc không báo cáo từ ${remindTimes} lần trở lên trong ${remindCycles} kỳ gần nhất được tính.</p>
          ${remind.length > 0 ? recordsTable(remind, records, 'Cơ quan được đề xuất nhắc nhở') : html`<p class="nothing">Không có cơ quan nào.</p>`}
        </section>
        <details>
          <summary>Toàn bộ ${numberWords(records.records.length)} cơ quan</summary>
          ${recordsTable(records.records, records, 'Kết quả của từng cơ quan qua các kỳ')}
        </details>
        <p class="note">
          Kỳ không phải báo cáo không tính; đúng hạn do hệ thống gián đoạn tính là đúng hạn; cơ quan sáp nhập tính theo các cơ quan trước
          sáp nhập khi kết quả giống nhau.
        </p>`,
    );
  };

  app.get(path, answerWith(show));
  app.get(`${path}.docx`, async (request, reply) => {
    onlyStaff(request);
    const content = Buffer.from(await recordsDocument(await proposals(request)));
    return sendFile(reply, { name: 'de-xuat-bieu-duong-nhac-nho.docx', mediaType: wordDocument, content });
  });
  app.get(`${path}.csv`, async (request, reply) => {
    onlyStaff(request);
    const content = Buffer.from(recordsFile((await proposals(request)).records));
    return sendFile(reply, { name: 'ket-qua-qua-cac-nam.csv', mediaType: 'text/csv; charset=utf-8', content });
  });
}

const policyForm = (
  regime: string,
  policy: { commendCycles: number; remindTimes: number; remindCycles: number },
): Html => {
  const field = (name: keyof typeof policy, label: string) =>
    html`<label>${label}<input type="number" name="${name}" min="1" max="20" value="${policy[name]}" /></label>`;
  return html`<form class="filters" method="get" action="${path}">
    <input type="hidden" name="regime" value="${regime}" />
    ${field('commendCycles', 'Đúng hạn liên tiếp (kỳ)')} ${field('remindTimes', 'Quá hạn từ (lần)')}
    ${field('remindCycles', 'trong (kỳ)')}
    <button class="quiet" type="submit">Xem</button>
  </form>`;
};
