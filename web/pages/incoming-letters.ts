import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { examineUpload } from '../../api/examine-upload.ts';
import { onlyStaff } from '../../api/identity.ts';
import { sendFile } from '../../api/send-file.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dayOf } from '../../domain/zone.ts';
import { readIncoming } from '../../office/read-incoming.ts';
import { recordIncoming } from '../../office/record-incoming.ts';
import type { Scan } from '../../office/record-paper-report.ts';
import { listAgencies } from '../../store/agencies.ts';
import { listCycles } from '../../store/cycles.ts';
import { getFile } from '../../store/files.ts';
import { getIncoming } from '../../store/incoming-letters.ts';
import { dayField, labelled, selectField, textField } from '../components/field.ts';
import { incomingTable } from '../components/incoming-table.ts';
import { registerFilters, registerTabs } from '../components/register-filters.ts';
import { chosenFile } from '../chosen-file.ts';
import { idOf, openForm } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show, StaffFrame } from '../frame.ts';
import type { Html } from '../html.ts';
import { registerFilterOf } from '../register-filter.ts';

const path = '/letters/incoming';

/** Sổ công văn đến: what came in, and recording one. */
export function incomingLettersPage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;

  const show: Show = async (request, reply, failure) => {
    const frame = await openStaffFrame(deps, request, reply, failure);
    const { year, words } = registerFilterOf(request.query as Record<string, string>);
    const lines = await readIncoming(db, { year, words });
    return frame.page(
      { title: 'Sổ công văn đến', place: 'letters', width: 'wide' },
      html`<h1>Sổ công văn</h1>
        ${registerTabs('in')}
        <div class="split">
          <section aria-label="Công văn đến">
            ${registerFilters(path, { year, words }, [])} ${incomingTable(lines)}
          </section>
          <aside aria-label="Ghi công văn đến">${frame.may('review') && (await form(frame))}</aside>
        </div>`,
    );
  };

  app.get(path, answerWith(show));
  app.post(path, { config: { again: show } }, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const given = openForm(request);
    const dates = {
      issuedOn: given.day('issuedOn', 'Cần ghi ngày văn bản.'),
      receivedOn: given.day('receivedOn', 'Cần ghi ngày nhận.'),
    };
    const texts = {
      number: given.text('number', 'Cần ghi số, ký hiệu văn bản.'),
      sender: given.text('sender', 'Cần ghi cơ quan gửi.'),
      subject: given.text('subject', 'Cần ghi trích yếu nội dung.'),
    };
    given.check();
    const about = { cycle: given.text('cycle') || undefined, agency: given.text('agency') || undefined };
    const file = await scanOf(deps, request);
    await recordIncoming(db, { ...texts, ...dates, ...about, file, actor, at: clock.now() });
    return reply.redirect(`${path}?done=incoming-recorded`, 303);
  });
  app.get(`${path}/:id/file`, async (request, reply) => {
    onlyStaff(request);
    const id = idOf((request.params as { id: string }).id, 'incoming.not_found');
    const { file_sha256, file_name } = await getIncoming(db, id);
    if (!file_sha256) throw new Refusal('file.not_found');
    return sendFile(reply, { ...(await getFile(db, file_sha256)), name: file_name ?? 'cong-van-den' });
  });

  const form = async ({ csrf, failure, now }: StaffFrame): Promise<Html> => {
    const shared = { form: 'incoming', failure };
    const must = { ...shared, required: true };
    const cycles = (await listCycles(db)).map(({ id, words, name }) => [id, `${name}, ${words}`] as const);
    const agencies = (await listAgencies(db))
      .filter(({ validTo }) => !validTo)
      .map(({ code, name }) => [code, name] as const);
    return html`<section class="card">
      <h2>Ghi công văn đến</h2>
      <form method="post" action="${path}" enctype="multipart/form-data" novalidate>
        ${csrf} ${textField({ ...must, name: 'number', label: 'Số, ký hiệu', hint: 'Ví dụ 125/STC-VP.' })}
        ${dayField({ ...must, name: 'issuedOn', label: 'Ngày văn bản' })}
        ${dayField({ ...must, name: 'receivedOn', label: 'Ngày nhận', value: dayOf(now) })}
        ${textField({ ...must, name: 'sender', label: 'Cơ quan gửi' })}
        ${textField({ ...must, name: 'subject', label: 'Trích yếu' })}
        ${selectField({ ...shared, name: 'cycle', label: 'Về kỳ báo cáo', options: [['', 'Không'], ...cycles] })}
        ${selectField({ ...shared, name: 'agency', label: 'Về cơ quan', options: [['', 'Không'], ...agencies] })}
        ${labelled(
          { ...shared, name: 'file', label: 'Tệp (không bắt buộc)', hint: 'PDF, Word, Excel hoặc ảnh, tối đa 20 MB.' },
          (attributes) => html`<input type="file" name="file" ${attributes} />`,
        )}
        <button type="submit">Vào sổ</button>
      </form>
    </section>`;
  };
}

async function scanOf(deps: Deps, request: FastifyRequest): Promise<Scan | undefined> {
  const file = chosenFile(request, 'file');
  if (!file) return undefined;
  const bringer = { subject: 'incoming-letters', actor: onlyStaff(request, 'review'), log: request.log };
  const { mediaType } = await examineUpload(deps, file, bringer);
  return { ...file, mediaType };
}
