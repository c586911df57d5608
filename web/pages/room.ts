import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../api/deps.ts';
import { getFile } from '../../store/files.ts';
import { linkLimit } from '../../api/rate-limits.ts';
import { sendFile } from '../../api/send-file.ts';
import { examineUpload } from '../../api/examine-upload.ts';
import { carriable, carryOver, placesOf } from '../../domain/carry-over.ts';
import { Refusal } from '../../domain/refusal.ts';
import { attachFile, withdrawFile } from '../../office/attach-file.ts';
import { requestExtension } from '../../office/extend-deadline.ts';
import { raiseObstacle } from '../../office/raise-obstacle.ts';
import { readRoom } from '../../office/read-room.ts';
import { submitReport } from '../../office/submit-report.ts';
import { listAttachments } from '../../store/attachments.ts';
import { findReceipt } from '../../store/submissions.ts';
import { roomFiles } from '../components/room-files.ts';
import { fieldId } from '../components/notice.ts';
import { roomView } from '../components/room-view.ts';
import { neededFile } from '../chosen-file.ts';
import { idOf, openForm, typedOf } from '../forms.ts';
import { answerWith, openFrame, sendPage } from '../frame.ts';
import type { Show } from '../frame.ts';
import { keepAnswers } from '../keep-answers.ts';
import { keepDraft } from '../keep-draft.ts';
import { readRoomObstacles } from '../../office/read-room-obstacles.ts';
import { agencyIn, roomPath } from '../room-link.ts';
import { typingIn } from '../typing.ts';
import { receiptPage } from './receipt.ts';
import { readRoomPeople } from '../../office/read-room-people.ts';
import { roomCommentForms } from './room-comments.ts';
import { roomPeoplePages, takeCode } from './room-people.ts';

const base = '/room/:token';
/** The addresses to which the report's own form is sent, by their last part. */
const reportForms = new Set([
  ...['draft', 'check', 'carry', 'attachments', 'withdraw', 'submissions', 'approvals', 'codes', 'comments'],
]);

/** Phòng nộp báo cáo: an agency's own page, behind the link of its letters. A GET changes nothing. */
export function roomPages(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;
  const config = { rateLimit: linkLimit };
  app.decorateRequest('keptVersion', undefined);

  const show: Show = async (request, reply, refused) => {
    const failure = refused && reportForms.has(refused.form) ? { ...refused, form: 'report' } : refused;
    const frame = openFrame(deps, request, reply, failure);
    const room = await readRoom(db, agencyIn(request).obligation, frame.now);
    return frame.page(
      { title: `Báo cáo của ${room.agency.name}`, kind: 'room', width: 'wide', scripts: ['uploads.js'] },
      roomView({
        ...frame,
        room,
        obstacles: await readRoomObstacles(db, room),
        path: roomPath(request),
        kept: request.keptVersion,
        people: await readRoomPeople(db, room.obligation, frame.now),
        actor: agencyIn(request),
      }),
    );
  };
  const again = { config: { ...config, again: show } };

  /** Saves what the report's form brings; every button of it begins with this. */
  const keep = async (request: FastifyRequest) => {
    const actor = agencyIn(request);
    const [typed, room] = [typedOf(request), await readRoom(db, actor.obligation, clock.now())];
    const wrong = await keepAnswers(deps, actor, { typed, comments: room.comments });
    const { problems: unread, ...typing } = typingIn(typed, room);
    const kept = await keepDraft(deps, actor, typing);
    request.keptVersion = kept.version;
    const problems = [...wrong, ...unread];
    if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
    return kept;
  };
  const back = (request: FastifyRequest, reply: FastifyReply, done: string, part = '') =>
    reply.redirect(`${roomPath(request)}?done=${done}${part && `#${encodeURIComponent(part)}`}`, 303);

  roomPeoplePages(app, deps, { again, keep, back });
  roomCommentForms(app, deps, { again, keep, back });
  app.get(base, { config }, answerWith(show));
  app.post(`${base}/draft`, again, async (request, reply) => {
    await keep(request);
    return back(request, reply, 'saved');
  });
  app.post(`${base}/check`, again, async (request, reply) => {
    await keep(request);
    return back(request, reply, 'checked', 'check');
  });
  app.post(`${base}/carry`, again, async (request, reply) => {
    const { actor, at } = { actor: agencyIn(request), at: clock.now() };
    const { content, version } = await keep(request);
    const place = typedOf(request)['carry'] ?? '';
    const room = await readRoom(db, actor.obligation, at);
    if (place !== 'all' && !placesOf(carriable(room)).includes(place)) {
      const problem = { field: 'carry', message: 'Báo cáo năm trước không có mục này để lấy lại.' };
      throw new Refusal('request.invalid', { count: '1' }, [problem]);
    }
    const carried = carryOver(content, room, place === 'all' ? undefined : place);
    await keepDraft(deps, actor, { content: carried, base: content, seen: version });
    const part = place === 'all' ? 'report' : fieldId('report', place.startsWith('tasks.') ? `${place}.state` : place);
    return back(request, reply, 'carried', part);
  });
  app.post(`${base}/attachments`, again, async (request, reply) => {
    const actor = agencyIn(request);
    await keep(request);
    const given = neededFile(request, 'file', 'Cần chọn một tệp trước khi đính kèm.');
    const examined = await examineUpload(deps, given, { subject: actor.obligation, actor, log: request.log });
    await attachFile(db, { obligation: actor.obligation, ...given, ...examined, actor, at: clock.now() });
    return back(request, reply, 'attached', 'part-files');
  });
  app.post(`${base}/attachments/:sha256/withdraw`, again, async (request, reply) => {
    const actor = agencyIn(request);
    const { sha256 } = request.params as { sha256: string };
    await keep(request);
    await withdrawFile(db, { obligation: actor.obligation, sha256, actor, at: clock.now() });
    return back(request, reply, 'withdrawn', 'part-files');
  });
  app.post(`${base}/submissions`, again, async (request, reply) => {
    const actor = agencyIn(request);
    const { obligation } = actor;
    const attempt = idOf(typedOf(request)['attempt'], 'request.invalid');
    const earlier = await findReceipt(db, obligation, attempt);
    const send = async () => {
      const { content: report, version, unseen } = await keep(request);
      // Nobody sends, least of all a head who approves, what they have not read.
      if (unseen) throw new Refusal('fact.changed', { current: String(version) });
      await takeCode(deps, request);
      return submitReport(db, { obligation, report, attempt, actor, at: clock.now() });
    };
    const receipt = earlier ?? (await send());
    return reply.redirect(`${roomPath(request)}/receipts/${encodeURIComponent(receipt.code)}`, 303);
  });
  app.post(`${base}/extensions`, again, async (request, reply) => {
    const actor = agencyIn(request);
    const form = openForm(request);
    const until = form.day('until', 'Cần ghi ngày đề nghị gia hạn.');
    const reason = form.text('reason', 'Cần nêu lý do đề nghị gia hạn.');
    form.check();
    await requestExtension(db, { obligation: actor.obligation, until, reason, actor, at: clock.now() });
    return back(request, reply, 'requested', 'extensions');
  });
  app.post(`${base}/obstacles`, again, async (request, reply) => {
    const actor = agencyIn(request);
    const form = openForm(request);
    const title = form.text('title', 'Cần nêu tên vướng mắc.');
    const words = form.text('words', 'Cần nêu nội dung vướng mắc.');
    form.check();
    const attempt = idOf(form.typed['attempt'], 'request.invalid');
    const task = form.text('task') || undefined;
    await raiseObstacle(db, { obligation: actor.obligation, title, words, task, attempt, actor, at: clock.now() });
    return back(request, reply, 'raised', 'obstacles');
  });
  app.get(`${base}/attachments`, { config }, async (request, reply) =>
    sendPage(reply, roomFiles(await listAttachments(db, agencyIn(request).obligation), roomPath(request))),
  );
  app.get(`${base}/attachments/:sha256`, { config }, async (request, reply) => {
    const { sha256 } = request.params as { sha256: string };
    const file = (await listAttachments(db, agencyIn(request).obligation)).find((each) => each.sha256 === sha256);
    if (!file) throw new Refusal('file.not_found');
    return sendFile(reply, { ...(await getFile(db, sha256)), name: file.name });
  });
  app.get(`${base}/receipts/:code`, { config }, answerWith(receiptPage(deps)));
}
