import { expect, test } from 'vitest';
import type { RoomRule } from '../../domain/room-rule.ts';
import { listRoomLinks } from '../../store/room-links.ts';
import { givenCodes, givenRoom, linesOf } from '../given/room.ts';
import { givenSite } from './site.ts';
import { fieldOf, visitor, wordsOf } from './visitor.ts';
import type { Fields } from './visitor.ts';

const attempt = '0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a11';

/** A whole report as the form sends it. */
const typed = (seen: string, fields: Fields = {}): Fields => ({
  ...{ seen, attempt },
  'sections.I': 'Đã quán triệt.',
  'sections.III': 'Không.',
  'sections.IV': 'Tiếp tục thực hiện.',
  ...fields,
});

/** The site with Sở Tài chính's room, a browser for each of its people and one for the focal agency's officer. */
async function givenDoors(at: string, ...rules: readonly RoomRule[]) {
  const site = await givenSite({ at });
  const room = await givenRoom(site.db, ...rules);
  const common = await site.room();
  const door = (token: string) => ({ ...visitor(site.app), path: `/room/${token}` });
  return {
    site,
    room,
    common,
    mai: door(room.mai.token),
    head: door(room.head.token),
    officer: await site.as('officer'),
  };
}

test('an agency adds a colleague in the room, sees them, and revokes their link', async () => {
  const { site, room, common } = await givenDoors('2026-12-01 08:00');
  await common.see(common.path);
  const added = await common.send(`${common.path}/people`, { name: 'Đỗ Văn Nam', email: 'nam@stc.example' });
  expect([added.status, added.location]).toEqual([303, `${common.path}?done=person-added#people`]);
  const links = await listRoomLinks(site.db, room.obligation);
  const nam = links.find(({ name }) => name === 'Đỗ Văn Nam');
  expect(wordsOf(await common.see(common.path))).toContain('Đỗ Văn Nam nam@stc.example Chưa dùng lần nào');
  await common.send(`${common.path}/people/${nam?.id}/revoke`);
  expect(wordsOf(await common.see(common.path))).toMatch(/Đã thu hồi \(1\) Đỗ Văn Nam/);
});

test('a wrong address stays in the form with what is wrong', async () => {
  const { common } = await givenDoors('2026-12-01 08:00');
  await common.see(common.path);
  const refused = await common.send(`${common.path}/people`, { name: 'Nam', email: 'nam stc' });
  expect(refused.status).toBe(422);
  expect(refused.body).toContain('href="#people.email"');
  expect(fieldOf(refused, 'email')).toBe('nam stc');
});

test('no page of the room shows another person’s link', async () => {
  const { room, common, mai } = await givenDoors('2026-12-01 08:00', 'approval');
  const page = await mai.see(mai.path);
  expect(page.body).not.toContain(room.head.token);
  expect(page.body).not.toContain(common.path);
  expect((await common.see(common.path)).body).not.toContain(room.mai.token);
});

test('the focal agency sees who has a link and its last use, and revokes it', async () => {
  const { room, mai, officer, site } = await givenDoors('2026-12-01 08:00');
  await mai.see(mai.path);
  const path = `/cycles/${site.cycle}/agencies/STC`;
  const page = wordsOf(await officer.see(path));
  expect(page).toContain('Dùng gần nhất 08:00 hôm nay (1 lần); Trần Thị Bình thêm'.split(';')[0]);
  expect(page).toContain('Liên kết chung trong thư của Sở gửi cơ quan Chưa dùng lần nào');
  await officer.send(`${path}/people/${room.mai.link}/revoke`);
  expect((await mai.see(mai.path)).status).toBe(410);
  const viewer = await site.as('viewer');
  expect((await viewer.see(path)).body).not.toContain('/people"');
});

test('a link can be revoked on the agency’s page after the report was sent, until the cycle is closed', async () => {
  const { room, common, mai, officer, site } = await givenDoors('2026-12-01 08:00');
  const page = await common.see(common.path);
  expect((await common.sendFiles(`${common.path}/submissions`, typed(fieldOf(page, 'seen') ?? '0'))).status).toBe(303);
  const path = `/cycles/${site.cycle}/agencies/STC`;
  const button = `action="${path}/people/${room.mai.link}/revoke"`;
  expect((await officer.see(path)).body).toContain(button);
  expect((await (await site.as('viewer')).see(path)).body).not.toContain(button);
  await site.db.updateTable('cycle').set({ closed_at: site.clock.now() }).execute();
  expect((await officer.see(path)).body).not.toContain(button);
  await site.db.updateTable('cycle').set({ closed_at: null }).execute();
  expect((await officer.send(`${path}/people/${room.mai.link}/revoke`)).status).toBe(303);
  expect((await mai.see(mai.path)).status).toBe(410);
});

test('the focal agency sees on the agency’s page who gave another contact, and whom it replaced', async () => {
  const { mai, officer, site } = await givenDoors('2026-12-01 08:00');
  await mai.see(mai.path);
  const given = { role: 'focal', name: 'Lê Thị Mai', title: 'Chuyên viên', email: 'mai@stc.example' };
  expect((await mai.send(`${mai.path}/contacts`, given)).location).toBe(`${mai.path}?done=contact-registered#contacts`);
  const page = wordsOf(await officer.see(`/cycles/${site.cycle}/agencies/STC`));
  expect(page).toContain('Lê Thị Mai Lê Thị Mai (cơ quan báo cáo) cập nhật 08:00 hôm nay');
  expect(page).toMatch(/Trước đây \(1\) Đầu mối Cán bộ đầu mối Sở Tài chính/);
});

test('the ledger names the person to whom a personal letter went, and offers nobody to send it again', async () => {
  const { site, officer } = await givenDoors('2026-12-01 08:00');
  await site.db.updateTable('notification').set({ state: 'sent', settled_at: site.clock.now() }).execute();
  const [line] = await linesOf(site.db, 'room-link');
  expect(wordsOf(await officer.see('/letters-ledger?kind=room-link'))).toContain('Lê Thị Mai 1 người nhận');
  const page = await officer.see(`/letters-ledger/line?slot=${encodeURIComponent(line?.slot ?? '')}`);
  expect(wordsOf(page)).toMatch(/Gửi (Lê Thị Mai|Phạm Văn Hòa)/);
  const path = `/cycles/${site.cycle}/agencies/STC`;
  expect((await officer.see(path)).body).not.toContain('/resend"');
  const resent = await officer.send(`${path}/resend`, { slot: line?.slot ?? '', attempt });
  expect(resent.status).toBe(409);
});

test('where approval is asked for, the officer has a button to ask and none to send; the head has one to send', async () => {
  const { mai, head } = await givenDoors('2026-12-01 08:00', 'approval');
  const officers = (await mai.see(mai.path)).body;
  expect(officers).toContain(`formaction="${mai.path}/approvals"`);
  expect(officers).not.toContain(`formaction="${mai.path}/submissions"`);
  expect((await head.see(head.path)).body).toContain(`formaction="${head.path}/submissions"`);
});

test('a draft goes to the head and back, and on to the receipt; nothing typed is lost on the way', async () => {
  const { site, mai, head } = await givenDoors('2026-12-16 14:00', 'approval');
  await mai.see(mai.path);
  const asked = await mai.sendFiles(`${mai.path}/approvals`, typed('0'));
  expect(asked.location).toBe(`${mai.path}?done=asked#approval`);
  expect(wordsOf(await mai.see(mai.path))).toContain('Đang chờ thủ trưởng duyệt, báo cáo chưa được gửi');
  const seen = wordsOf(await head.see(head.path));
  expect(seen).toContain('Lê Thị Mai trình lúc 14:00 thứ Tư, 16/12/2026 (bản nháp 1)');
  expect(seen).toContain('Nội dung chưa thay đổi kể từ khi trình.');
  expect((await head.send(`${head.path}/send-back`, { words: '' })).status).toBe(422);
  await head.send(`${head.path}/send-back`, { words: 'Nêu rõ nguyên nhân.' });
  const back = wordsOf(await mai.see(mai.path));
  expect(back).toMatch(/Thủ trưởng trả lại dự thảo Phạm Văn Hòa.* Nêu rõ nguyên nhân\./);
  await mai.sendFiles(`${mai.path}/approvals`, typed('1', { 'sections.III': 'Nguyên nhân khách quan.' }));
  site.clock.set('2026-12-16 15:00');
  await mai.sendFiles(`${mai.path}/draft`, typed('2', { 'sections.III': 'Nguyên nhân chủ quan.' }));
  expect(wordsOf(await head.see(head.path))).toContain(
    'Đã thay đổi sau khi trình (bản nháp 2, nay là bản 3): Phần III. Tồn tại, hạn chế và nguyên nhân',
  );
  const sent = await head.sendFiles(
    `${head.path}/submissions`,
    typed('3', { 'sections.III': 'Nguyên nhân chủ quan.' }),
  );
  expect(sent.location).toMatch(/\/receipts\/STC-2026-1-/);
  const { submitted_by } = await site.db.selectFrom('submission').select('submitted_by').executeTakeFirstOrThrow();
  expect(submitted_by).toBe('agency:STC/Phạm Văn Hòa');
});

test('a head never sends what changed after the page was opened: what is new is shown first, and goes with the next press', async () => {
  const { site, mai, head } = await givenDoors('2026-12-16 14:00', 'approval');
  await mai.see(mai.path);
  await mai.sendFiles(`${mai.path}/approvals`, typed('0'));
  const page = await head.see(head.path);
  const read = { seen: fieldOf(page, 'seen') ?? '', base: fieldOf(page, 'base') ?? '' };
  await mai.sendFiles(`${mai.path}/draft`, typed('1', { 'sections.III': 'Chưa ai duyệt câu này.' }));
  const refused = await head.sendFiles(`${head.path}/submissions`, typed(read.seen, read));
  expect(refused.status).toBe(409);
  expect(wordsOf(refused)).toContain('Nội dung hai bên đã được gộp; đề nghị xem lại rồi bấm lần nữa.');
  expect(fieldOf(refused, 'sections.III')).toBe('Chưa ai duyệt câu này.');
  expect(await site.db.selectFrom('submission').select('id').execute()).toEqual([]);
  const now = { seen: fieldOf(refused, 'seen') ?? '', base: fieldOf(refused, 'base') ?? '' };
  const sent = await head.sendFiles(
    `${head.path}/submissions`,
    typed(now.seen, { ...now, 'sections.III': 'Chưa ai duyệt câu này.' }),
  );
  expect(sent.location).toMatch(/\/receipts\/STC-2026-1-/);
});

test('an officer who sends past the head is refused, and what was typed stands in the form and as draft', async () => {
  const { site, mai } = await givenDoors('2026-12-16 14:00', 'approval');
  await mai.see(mai.path);
  const refused = await mai.sendFiles(`${mai.path}/submissions`, typed('0', { 'sections.I': 'Nội dung mới.' }));
  expect(refused.status).toBe(409);
  expect(wordsOf(refused)).toContain('chỉ liên kết riêng của thủ trưởng gửi được báo cáo');
  expect(fieldOf(refused, 'sections.I')).toBe('Nội dung mới.');
  const draft = await site.db.selectFrom('draft').select('content').executeTakeFirstOrThrow();
  expect(draft.content.sections['I']).toBe('Nội dung mới.');
});

test.each([
  { at: '2026-12-15 10:00', words: undefined },
  { at: '2026-12-16 10:00', words: 'Hạn gửi chỉ còn 1 ngày làm việc. Đề nghị báo trực tiếp thủ trưởng.' },
  { at: '2026-12-17 10:00', words: 'Hạn gửi là hôm nay.' },
  { at: '2026-12-18 10:00', words: 'Đã quá hạn 1 ngày làm việc.' },
])('at $at a report that waits for the head says of its date: $words', async ({ at, words }) => {
  const { mai } = await givenDoors(at, 'approval');
  await mai.see(mai.path);
  await mai.sendFiles(`${mai.path}/approvals`, typed('0'));
  const page = wordsOf(await mai.see(mai.path));
  if (words) expect(page).toContain(words);
  else expect(page).not.toContain('Đề nghị báo trực tiếp');
});

test('who asks in the evening is told that the head is written to in the morning', async () => {
  const { mai } = await givenDoors('2026-12-16 20:00', 'approval');
  await mai.see(mai.path);
  await mai.sendFiles(`${mai.path}/approvals`, typed('0'));
  expect(wordsOf(await mai.see(mai.path))).toContain('Thư trình sẽ gửi lúc 07:00 thứ Năm, 17/12/2026.');
});

test('a code is asked for, typed and used in the room; a wrong one keeps the report', async () => {
  const { site, common } = await givenDoors('2026-12-16 14:00', 'code');
  await common.see(common.path);
  const asked = await common.sendFiles(`${common.path}/codes`, typed('0'));
  expect(asked.location).toBe(`${common.path}?done=code#check`);
  expect(wordsOf(await common.see(common.path))).toContain('dùng được đến 14:15');
  const line = (await linesOf(site.db, 'submission-code')).at(-1);
  const right = givenCodes.digits(String(line?.letter['code']));
  const bad = right === '000000' ? '111111' : '000000';
  const refused = await common.sendFiles(`${common.path}/submissions`, typed('1', { code: bad }));
  expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining('còn 4 lần thử')]);
  expect(fieldOf(refused, 'sections.I')).toBe('Đã quán triệt.');
  const sent = await common.sendFiles(`${common.path}/submissions`, typed('1', { code: right }));
  expect(sent.location).toMatch(/\/receipts\//);
});

test('the head switches rules on and off in the room; an officer finds no button, and a forged form is refused', async () => {
  const { mai, head } = await givenDoors('2026-12-01 08:00');
  expect((await mai.see(mai.path)).body).not.toContain('/rules"');
  expect((await mai.send(`${mai.path}/rules`, { rule: 'approval', on: 'yes' })).status).toBe(403);
  await head.see(head.path);
  await head.send(`${head.path}/rules`, { rule: 'approval', on: 'yes' });
  expect(wordsOf(await mai.see(mai.path))).toContain('Trình duyệt nội bộ Đang áp dụng');
  await head.send(`${head.path}/rules`, { rule: 'approval', on: 'no' });
  expect(wordsOf(await mai.see(mai.path))).toContain('Trình duyệt nội bộ Không áp dụng');
});
