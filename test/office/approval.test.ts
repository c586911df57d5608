import { expect, test } from 'vitest';
import type { Actor } from '../../domain/actor.ts';
import { askApproval } from '../../office/ask-approval.ts';
import { changeContact } from '../../office/change-contact.ts';
import { sendBackDraft } from '../../office/send-back-draft.ts';
import { setRoomRule } from '../../office/set-room-rule.ts';
import { findApproval } from '../../store/approvals.ts';
import { findRoomLink } from '../../store/room-links.ts';
import { vn } from '../given/clock.ts';
import { everythingIn, givenDb } from '../given/db.ts';
import { givenRoom, headEmail, linesOf } from '../given/room.ts';

const at = vn('2026-12-16 14:00');

/** The room of an agency that asks for approval, with a whole draft saved by Lê Thị Mai. */
async function givenAsking() {
  const db = await givenDb();
  const room = await givenRoom(db, 'approval');
  await room.draft(0, '2026-12-16 13:00');
  const ask = (actor: Actor = room.mai.actor, when = at) =>
    askApproval(db, { obligation: room.obligation, actor, at: when });
  return { ...room, ask };
}

test('while an agency asks for approval, only its head’s own link submits; nothing is stored of another’s try', async () => {
  const { db, submit, mai, common, head } = await givenAsking();
  const before = await everythingIn(db);
  for (const actor of [common, mai.actor]) {
    await expect(submit(actor, '2026-12-16 15:00')).rejects.toMatchObject({ code: 'approval.required' });
  }
  expect(await everythingIn(db)).toEqual(before);
  expect(await submit(head.actor, '2026-12-16 15:00')).toMatchObject({ version: 1, onTime: true });
});

test('a retry of what the head has sent gives the receipt, whoever retries', async () => {
  const { submit, head, common } = await givenAsking();
  const attempt = crypto.randomUUID();
  const receipt = await submit(head.actor, '2026-12-16 15:00', attempt);
  expect(await submit(common, '2026-12-16 15:01', attempt)).toEqual(receipt);
});

test('an agency that does not ask for approval submits as before, and has nothing to ask for', async () => {
  const db = await givenDb();
  const { submit, common, obligation } = await givenRoom(db);
  await expect(askApproval(db, { obligation, actor: common, at })).rejects.toMatchObject({ code: 'approval.off' });
  expect(await submit(common, '2026-12-16 15:00')).toMatchObject({ version: 1 });
});

test('the head is written to with their own link, the asker’s name and the due date; the same draft again asks nothing', async () => {
  const { db, ask, head } = await givenAsking();
  const first = await ask();
  expect(await ask()).toBe(first);
  const lines = await linesOf(db, 'approval-asked');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({
    recipient: headEmail,
    letter: { roomLink: head.link, by: 'Lê Thị Mai', due: { day: '2026-12-17' } },
  });
});

test('a draft that was changed is put forward again in place of the one that waits', async () => {
  const { db, ask, draft, obligation } = await givenAsking();
  const first = await ask();
  await draft(1, '2026-12-16 14:10', { III: 'Đã sửa.' });
  const second = await ask(undefined, vn('2026-12-16 14:20'));
  expect(second).not.toBe(first);
  expect(await findApproval(db, obligation)).toMatchObject({ id: second, decision: undefined, draftVersion: 2 });
  const lines = await linesOf(db, 'approval-asked');
  expect(lines.map(({ state }) => state).toSorted()).toEqual(['cancelled', 'planned']);
});

test('what was put forward is kept as it was, however the draft goes on', async () => {
  const { db, ask, draft, obligation } = await givenAsking();
  await ask();
  await draft(1, '2026-12-16 14:10', { III: 'Đã sửa sau khi trình.' });
  const approval = await findApproval(db, obligation);
  expect(approval?.content.sections['III']).toBe('Không.');
  expect(approval?.draftVersion).toBe(1);
});

test('a draft that could not be sent is not put forward either: every place is named', async () => {
  const { ask, draft } = await givenAsking();
  await draft(1, '2026-12-16 14:05', { III: '', IV: '' });
  await expect(ask()).rejects.toMatchObject({
    code: 'request.invalid',
    problems: [{ field: 'sections.III' }, { field: 'sections.IV' }],
  });
});

test('the head sends a draft back with words: the asker gets them with their own link, and may ask again', async () => {
  const { db, ask, head, mai, obligation } = await givenAsking();
  const first = await ask();
  const back = { obligation, words: ' Nêu rõ nguyên nhân. ', actor: head.actor, at };
  await sendBackDraft(db, back);
  expect(await findApproval(db, obligation)).toMatchObject({ decision: 'sent_back', words: 'Nêu rõ nguyên nhân.' });
  const [line] = await linesOf(db, 'approval-returned');
  expect(line).toMatchObject({
    recipient: 'mai@stc.example',
    letter: { roomLink: mai.link, by: 'Phạm Văn Hòa', words: 'Nêu rõ nguyên nhân.' },
  });
  await expect(sendBackDraft(db, back)).rejects.toMatchObject({ code: 'approval.not_found' });
  expect(await ask(undefined, at.add({ minutes: 5 }))).not.toBe(first);
});

test('a draft put forward by the common link goes back to the focal contact, with the common link', async () => {
  const { db, ask, head, common, obligation } = await givenAsking();
  await ask(common);
  await sendBackDraft(db, { obligation, words: 'Sửa.', actor: head.actor, at });
  const [line] = await linesOf(db, 'approval-returned');
  expect(line?.recipients.map(({ role }) => role)).toEqual(['focal']);
  expect(line?.letter).not.toHaveProperty('roomLink');
});

test('sending back wants words, and the head', async () => {
  const { db, ask, head, mai, obligation } = await givenAsking();
  await ask();
  const back = (actor: Actor, words: string) => sendBackDraft(db, { obligation, words, actor, at });
  await expect(back(head.actor, '  ')).rejects.toMatchObject({ problems: [{ field: 'words' }] });
  await expect(back(mai.actor, 'Sửa.')).rejects.toMatchObject({ code: 'person.not_head' });
});

test('with the submission the request is settled, and its letter that has not left does not leave', async () => {
  const { db, ask, submit, head, obligation } = await givenAsking();
  await ask(undefined, vn('2026-12-16 20:00'));
  await submit(head.actor, '2026-12-16 20:30');
  expect(await findApproval(db, obligation)).toMatchObject({
    decision: 'submitted',
    decidedBy: 'agency:STC/Phạm Văn Hòa',
  });
  const [line] = await linesOf(db, 'approval-asked');
  expect(line).toMatchObject({ state: 'cancelled', reason: 'approval_ended' });
});

test.each([
  { who: 'common', code: 'person.not_head' },
  { who: 'mai', code: 'person.not_head' },
  { who: 'head', code: undefined },
  { who: 'officer', code: undefined },
] as const)('approval is switched off by the head or the focal agency: $who', async ({ who, code }) => {
  const room = await givenAsking();
  await room.ask();
  const actor = { common: room.common, mai: room.mai.actor, head: room.head.actor, officer: room.officer }[who];
  const off = async () => setRoomRule(room.db, { agency: 'STC', rule: 'approval', on: false, actor, at });
  if (code) {
    await expect(off()).rejects.toMatchObject({ code });
    return;
  }
  await off();
  await off();
  expect(await findApproval(room.db, room.obligation)).toMatchObject({ decision: 'withdrawn' });
  expect(await room.submit(room.common, '2026-12-16 15:00')).toMatchObject({ version: 1 });
  const facts = await room.db.selectFrom('room_rule').select(['on_at', 'off_at']).execute();
  expect(facts).toEqual([{ on_at: vn('2026-11-20 09:00'), off_at: at }]);
});

test('an agency without a registered head cannot ask for approval', async () => {
  const db = await givenDb();
  const { officer } = await givenRoom(db);
  await db.updateTable('contact').set({ withdrawn_at: at }).where('role', '=', 'head').execute();
  const on = setRoomRule(db, { agency: 'STC', rule: 'approval', on: true, actor: officer, at });
  await expect(on).rejects.toMatchObject({ code: 'approval.no_head' });
});

test('a head of before submits no more: with another head’s address goes the link', async () => {
  const { db, head, officer, ask } = await givenAsking();
  const next = {
    agency: 'STC',
    role: 'head' as const,
    name: 'Vũ Thị Lan',
    title: 'Giám đốc',
    email: 'lan@stc.example',
  };
  await changeContact(db, { ...next, actor: officer, at });
  expect(await findRoomLink(db, head.link)).toMatchObject({ revokedAt: at });
  await ask();
  const [line] = await linesOf(db, 'approval-asked');
  expect(line?.recipient).toBe('lan@stc.example');
});
