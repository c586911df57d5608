import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { examineUpload } from '../../api/examine-upload.ts';
import { onlyStaff } from '../../api/identity.ts';
import { sendFile } from '../../api/send-file.ts';
import { letterDocument } from '../../documents/letter-document.ts';
import { Refusal } from '../../domain/refusal.ts';
import { approveLetter } from '../../office/approve-letter.ts';
import { editLetter } from '../../office/edit-letter.ts';
import { handOverLetter } from '../../office/hand-over-letter.ts';
import { issueLetter } from '../../office/issue-letter.ts';
import { readLetter } from '../../office/read-letter.ts';
import { readLetterFile } from '../../office/read-letter-file.ts';
import { readPeople } from '../../office/read-people.ts';
import { attachSigned } from '../../office/sign-letter.ts';
import { voidLetter } from '../../office/void-letter.ts';
import { getFile } from '../../store/files.ts';
import { getLetter } from '../../store/letters.ts';
import { settledSince } from '../components/letter-changes.ts';
import { letterFacts } from '../components/letter-facts.ts';
import { letterForms } from '../components/letter-forms.ts';
import { officialSheet } from '../components/official-sheet.ts';
import { officialStateMark } from '../components/official-state.ts';
import { neededFile } from '../chosen-file.ts';
import { idOf, openForm, typedOf } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import { deliveryWords, namedIn } from '../official-words.ts';

const idIn = ({ params }: FastifyRequest): string => idOf((params as { id: string }).id, 'letter.not_found');

/** A letter as it will print, and its life: editing, approval, number, sending, voiding. */
export function letterPage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;

  const show: Show = async (request, reply, failure) => {
    const frame = await openStaffFrame(deps, request, reply, failure);
    const view = await readLetter(db, idIn(request), frame.now);
    const person = await readPeople(db);
    const { row } = view;
    return frame.page(
      { title: row.title, place: 'letters', width: 'wide' },
      html`<p class="crumbs"><a href="/letters">Sổ công văn</a> ›</p>
        <div class="title">
          <h1>${row.title}</h1>
          ${officialStateMark(view.state)}
        </div>
        <div class="split">
          ${officialSheet(view.sheet)}
          <aside aria-label="Duyệt, ban hành">
            ${letterForms(view, frame)} ${settledSince(row)} ${letterFacts(view, person)}
          </aside>
        </div>`,
    );
  };
  const again = { config: { again: show } };
  const back = (request: FastifyRequest, done: string) => `/letters/${idIn(request)}?done=${done}`;

  app.get('/letters/:id', answerWith(show));
  app.post('/letters/:id/words', again, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const { subject = '', paragraphs = '', revision } = typedOf(request);
    const words = { subject, paragraphs: paragraphs.split(/\r?\n\s*\r?\n/), revision: Number(revision) };
    await editLetter(db, { letter: idIn(request), ...words, actor, at: clock.now() });
    return reply.redirect(back(request, 'letter-edited'), 303);
  });
  app.post('/letters/:id/approve', again, async (request, reply) => {
    const actor = onlyStaff(request, 'lead');
    const { revision, seen, keepsCriticism } = typedOf(request);
    const read = { revision: Number(revision), seen, keepsCriticism: keepsCriticism === 'on' };
    await approveLetter(db, { letter: idIn(request), ...read, actor, at: clock.now() });
    return reply.redirect(back(request, 'letter-approved'), 303);
  });
  app.post('/letters/:id/issue', again, async (request, reply) => {
    const actor = onlyStaff(request, 'lead');
    const form = openForm(request);
    const issuedOn = form.day('issuedOn', 'Cần ghi ngày ban hành.');
    form.check();
    const delivery = namedIn(deliveryWords, form.typed['delivery']) ?? 'by_hand';
    const issue = { letter: idIn(request), number: form.text('number'), issuedOn, delivery, build: letterDocument };
    await issueLetter(db, { ...issue, actor, at: clock.now() });
    return reply.redirect(back(request, 'issued'), 303);
  });
  app.post('/letters/:id/hand-over', again, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const form = openForm(request);
    const on = form.day('on', 'Cần ghi ngày gửi.');
    form.check();
    await handOverLetter(db, { letter: idIn(request), on, how: form.text('how'), actor, at: clock.now() });
    return reply.redirect(back(request, 'letter-handed'), 303);
  });
  app.post('/letters/:id/void', again, async (request, reply) => {
    const actor = onlyStaff(request, 'lead');
    await voidLetter(db, { letter: idIn(request), reason: typedOf(request)['reason'] ?? '', actor, at: clock.now() });
    return reply.redirect(back(request, 'letter-voided'), 303);
  });
  app.post('/letters/:id/signed', again, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const upload = neededFile(request, 'file', 'Cần chọn tệp PDF đã ký số.');
    const examined = await examineUpload(deps, upload, { subject: idIn(request), actor, log: request.log });
    await attachSigned(db, { letter: idIn(request), file: { ...upload, ...examined }, actor, at: clock.now() });
    return reply.redirect(back(request, 'letter-signed'), 303);
  });
  app.get('/letters/:id/letter.docx', async (request, reply) => {
    onlyStaff(request);
    return sendFile(reply, await readLetterFile(db, idIn(request), letterDocument));
  });
  app.get('/letters/:id/signed.pdf', async (request, reply) => {
    onlyStaff(request);
    const { signed_sha256, signed_name } = await getLetter(db, idIn(request));
    if (!signed_sha256) throw new Refusal('file.not_found');
    return sendFile(reply, { ...(await getFile(db, signed_sha256)), name: signed_name ?? 'ban-ky-so.pdf' });
  });
}
