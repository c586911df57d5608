import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { outlineFileName, sheetFileName } from '../../api/obligation-sheets.ts';
import { linkLimit } from '../../api/rate-limits.ts';
import { sendFile } from '../../api/send-file.ts';
import { excelWorkbook, formSheetWorkbook } from '../../documents/form-sheet.ts';
import { readFormSheet } from '../../documents/read-form-sheet.ts';
import { reportOutlineDocument, wordDocument } from '../../documents/report-outline.ts';
import { sheetChanges } from '../../domain/form-sheet.ts';
import type { SheetReading } from '../../domain/form-sheet.ts';
import { Refusal } from '../../domain/refusal.ts';
import { formSheetOf } from '../../office/form-sheet-of.ts';
import { importFormSheet } from '../../office/import-form-sheet.ts';
import { readRoom } from '../../office/read-room.ts';
import type { Room } from '../../office/read-room.ts';
import { sheetForm, uploadForm } from '../components/room-office-files.ts';
import { sheetPreview } from '../components/sheet-preview.ts';
import { neededFile } from '../chosen-file.ts';
import { typedOf } from '../forms.ts';
import { openFrame, sendPage } from '../frame.ts';
import type { Show } from '../frame.ts';
import type { Html } from '../html.ts';
import { agencyIn, roomPath } from '../room-link.ts';
import { unpackReading } from '../sheet-fields.ts';

const base = '/room/:token';

/** The room's form as files for Excel and Word; a workbook that comes back is looked at before anything is written. */
export function roomOfficeFilePages(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;
  const config = { rateLimit: linkLimit };
  const roomOf = (request: FastifyRequest): Promise<Room> => readRoom(db, agencyIn(request).obligation, clock.now());

  app.get(`${base}/form.xlsx`, { config }, async (request, reply) => {
    const sheet = formSheetOf(await roomOf(request));
    const content = Buffer.from(await formSheetWorkbook(sheet));
    return sendFile(reply, { name: sheetFileName(sheet), mediaType: excelWorkbook, content });
  });
  app.get(`${base}/outline.docx`, { config }, async (request, reply) => {
    const sheet = formSheetOf(await roomOf(request));
    const content = Buffer.from(await reportOutlineDocument(sheet));
    return sendFile(reply, { name: outlineFileName(sheet), mediaType: wordDocument, content });
  });
  app.post(`${base}/form.xlsx`, { config: { ...config, again: uploadPage(deps) } }, async (request, reply) => {
    const room = await roomOf(request);
    mustBeOpen(room);
    const { name, content } = neededFile(request, 'file', 'Cần chọn một tệp Excel trước khi nạp.', '5 MB');
    const reading = await readFormSheet(name, content, formSheetOf(room));
    return sendPage(reply, previewPage(deps, request, reply, { room, reading }));
  });
  app.post(`${base}/form.xlsx/confirm`, { config: { ...config, again: agreedPage(deps) } }, async (request, reply) => {
    const actor = agencyIn(request);
    const typed = typedOf(request);
    const seen = Math.trunc(Number(typed['seen'])) || 0;
    const reading = unpackReading(typed);
    await importFormSheet(db, { obligation: actor.obligation, reading, seen, actor, at: clock.now() });
    return reply.redirect(`${roomPath(request)}?done=sheet-taken`, 303);
  });
}

/** What can no longer be written is not previewed. Refuses: as `saveDraft`. */
function mustBeOpen({ cycle, obligation }: Room): void {
  if (cycle.closedAt) throw new Refusal('cycle.closed', { closedAt: cycle.closedAt.toString() });
  if (obligation.state === 'accepted') throw new Refusal('obligation.accepted');
}

type Ask = [request: FastifyRequest, reply: FastifyReply, failure?: Parameters<Show>[2]];

/** The upload once more, with every cell to be mended. */
const uploadPage =
  (deps: Deps): Show =>
  async (...[request, reply, failure]: Ask) => {
    const room = await readRoom(deps.db, agencyIn(request).obligation, deps.clock.now());
    // Every place leads to the field: the cells are in the file, not on the page.
    const told = failure && {
      ...failure,
      form: sheetForm,
      problems: failure.problems.map((problem) => ({ ...problem, field: 'file' })),
    };
    const frame = openFrame(deps, request, reply, told);
    const path = roomPath(request);
    return frame.page(
      { title: 'Nạp tệp Excel', kind: 'room' },
      html`${titleOf(room)}
        <section class="card">
          ${uploadForm({ ...frame, path, back: html`<a href="${path}">Quay lại báo cáo</a>` })}
        </section>`,
    );
  };

/** What was agreed to and could not be written: its changes to the draft as it is now, or the upload. */
const agreedPage =
  (deps: Deps): Show =>
  async (...[request, reply, failure]: Ask) => {
    if (failure?.code !== 'fact.changed') return uploadPage(deps)(request, reply, failure);
    const room = await readRoom(deps.db, agencyIn(request).obligation, deps.clock.now());
    return previewPage(deps, request, reply, { room, reading: unpackReading(typedOf(request)), failure });
  };

function previewPage(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  { room, reading, failure }: { room: Room; reading: SheetReading; failure?: Parameters<Show>[2] },
): Html {
  const frame = openFrame(deps, request, reply, failure);
  const changes = sheetChanges(room.draft.content, reading);
  const view = { room, path: roomPath(request), csrf: frame.csrf, reading, changes };
  return frame.page({ title: 'Nạp tệp Excel', kind: 'room' }, html`${titleOf(room)} ${sheetPreview(view)}`);
}

const titleOf = ({ agency, cycle, plan }: Room): Html =>
  html`<div class="title">
    <div>
      <h1>Nạp tệp Excel</h1>
      <p class="lead">${agency.name}, báo cáo ${cycle.words} ${plan.shortTitle}</p>
    </div>
  </div>`;
