import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { examineUpload } from '../../api/examine-upload.ts';
import { onlyStaff } from '../../api/identity.ts';
import { sendFile } from '../../api/send-file.ts';
import type { Actor } from '../../domain/actor.ts';
import { Refusal } from '../../domain/refusal.ts';
import { sentMoment } from '../../domain/sent-moment.ts';
import { attachToSending } from '../../office/attach-to-sending.ts';
import { readPeople } from '../../office/read-people.ts';
import { recordSending } from '../../office/record-sending.ts';
import type { SentFile } from '../../office/keep-sent-file.ts';
import { withdrawSending } from '../../office/withdraw-sending.ts';
import { listCompilations } from '../../store/compilations.ts';
import { getCycle } from '../../store/cycles.ts';
import { getFile } from '../../store/files.ts';
import { getSending, listReceivers, listSendings } from '../../store/sendings.ts';
import { receiverStanding } from '../components/receiver-standing.ts';
import { sendingForm } from '../components/sending-form.ts';
import { sendingTable } from '../components/sending-table.ts';
import { cycleOf } from '../cycle-params.ts';
import { chosenFile } from '../chosen-file.ts';
import { idOf, openForm } from '../forms.ts';
import { answerWith, openStaffFrame } from '../frame.ts';
import type { Show } from '../frame.ts';

const base = '/cycles/:regime/:term/sendings';

const pathOf = (request: FastifyRequest): string => `/cycles/${cycleOf(request)}/sendings`;

const idIn = ({ params }: FastifyRequest): string => idOf((params as { id: string }).id, 'sending.not_found');

/** Gửi cấp trên: to whom the compiled report is to go by when, and what was sent. */
export function sendingsPage(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;
  const show: Show = async (request, reply, failure) => {
    const frame = await openStaffFrame(deps, request, reply, failure);
    const [cycle, path] = [cycleOf(request), pathOf(request)];
    const { words } = await getCycle(db, cycle);
    const receivers = await listReceivers(db, cycle);
    const runs = await listCompilations(db, cycle);
    const tools = { person: await readPeople(db), path, frame };
    return frame.page(
      { title: `Gửi cấp trên ${words}`, place: 'compilations', width: 'wide' },
      html`<p class="crumbs"><a href="/cycles/${cycle}/compilations">Báo cáo tổng hợp ${words}</a> ›</p>
        <h1>Gửi báo cáo tổng hợp ${words} lên cấp trên</h1>
        <p class="lead">
          Trước hạn, hệ thống nhắc chuyên viên và lãnh đạo Sở; quá hạn thì nhắc mỗi ngày làm việc, đến khi ghi nhận đã gửi từng nơi.
        </p>
        <div class="split">
          <div>${receiverStanding(receivers, undefined, frame.now)} ${sendingTable(await listSendings(db, cycle), tools)}</div>
          <aside aria-label="Ghi việc gửi">${frame.may('review') && sendingForm(runs, receivers, frame, path)}</aside>
        </div>`,
    );
  };
  const again = { config: { again: show } };

  app.get(base, answerWith(show));
  app.post(base, again, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const given = await sendingFrom(request, deps, actor);
    await recordSending(db, { ...given, actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}?done=recorded`, 303);
  });
  app.post(`${base}/withdraw`, again, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const form = openForm(request);
    const reason = form.text('reason', 'Cần ghi lý do thu hồi.');
    form.check();
    const sending = idOf(form.typed['sending'], 'sending.not_found');
    await withdrawSending(db, { sending, reason, actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}?done=sending-withdrawn`, 303);
  });
  app.post(`${base}/:id/file`, again, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const file = await sentFile(request, deps, actor);
    if (!file) throw new Refusal('request.invalid', { count: '1' }, [{ field: 'file', message: 'Cần chọn tệp.' }]);
    await attachToSending(db, { sending: idIn(request), file, actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}?done=sending-attached`, 303);
  });
  app.get(`${base}/:id/file`, async (request, reply) => {
    onlyStaff(request);
    const { sha256, file_name } = await getSending(db, idIn(request));
    return sendFile(reply, { ...(await getFile(db, sha256 ?? '')), name: file_name ?? '' });
  });
}

/** Reads the form of a sending. Refuses: `request.invalid`, and what a file is refused for. */
async function sendingFrom(request: FastifyRequest, deps: Deps, actor: Actor) {
  const form = openForm(request);
  const documentNumber = form.text('documentNumber', 'Cần ghi số, ký hiệu văn bản.');
  const issuedOn = form.day('issuedOn', 'Cần ghi ngày ban hành.');
  const sentOn = form.day('sentOn', 'Cần ghi ngày gửi.');
  const receiver = form.text('receiver') || form.text('otherReceiver', 'Cần ghi nơi nhận.');
  const channel = form.text('channel');
  form.check();
  const compilation = idOf(form.typed['compilation'], 'compilation.not_found');
  const file = await sentFile(request, deps, actor);
  return {
    compilation,
    documentNumber,
    issuedOn,
    receiver,
    channel,
    sentAt: sentMoment(sentOn, deps.clock.now()),
    file,
  };
}

/** The document that came with a form, looked into. */
async function sentFile(request: FastifyRequest, deps: Deps, actor: Actor): Promise<SentFile | undefined> {
  const file = chosenFile(request, 'file');
  const bringer = { subject: cycleOf(request), actor, log: request.log };
  return file && { ...file, ...(await examineUpload(deps, file, bringer)) };
}
