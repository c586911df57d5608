import { expect, test } from 'vitest';
import { draftEscalation } from '../../office/draft-escalation.ts';
import { requestExtension } from '../../office/extend-deadline.ts';
import { noteIntake } from '../../office/note-intake.ts';
import { raiseObstacle } from '../../office/raise-obstacle.ts';
import { submitReport } from '../../office/submit-report.ts';
import { takeWave } from '../../office/take-wave.ts';
import { vn } from '../given/clock.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { approve } from '../given/letters.ts';
import { givenReport } from '../given/report.ts';
import { requestStep } from '../given/cycle-steps.ts';
import { givenSite } from './site.ts';
import type { GivenSite } from './site.ts';
import { fieldOf, wordsOf } from './visitor.ts';

const attempt = '0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a11';
const until = Temporal.PlainDate.from('2026-12-21');

async function givenAsked(site: GivenSite) {
  const { obligation } = await site.room();
  const actor = { kind: 'agency' as const, obligation, cycle: site.cycle, agency: 'STC' };
  return { obligation, actor, at: site.clock.now(), attempt };
}

async function givenSubmitted(site: GivenSite): Promise<string> {
  return (await submitReport(site.db, { ...(await givenAsked(site)), report: givenReport() })).submission;
}

async function givenObstacle(site: GivenSite): Promise<string> {
  return raiseObstacle(site.db, { ...(await givenAsked(site)), title: 'Thiếu hướng dẫn', words: 'Chưa có hướng dẫn.' });
}

async function givenDraftedLetter(site: GivenSite): Promise<string> {
  const at = vn('2026-12-22 08:00');
  site.clock.set(at);
  await draftEscalation(site.db, site.cycle, { key: 'escalate', kind: 'escalate', rung: 'escalate', at }, at);
  return (await site.db.selectFrom('letter').select('id').where('kind', '=', 'escalation').executeTakeFirstOrThrow())
    .id;
}

test('the board says who is missing, what comes next and when, and its filters live in the address', async () => {
  const site = await givenSite({ at: '2026-12-15 10:00' });
  await givenSubmitted(site);
  const { see } = await site.as('viewer');
  const board = `/cycles/${site.cycle}`;
  const words = wordsOf(await see(board));
  expect(words).toContain('Phải báo cáo 110');
  expect(words).toContain('Bước kế tiếp: Nhắc trước hạn 1 ngày tới 109 cơ quan chưa gửi, lúc 08:00 thứ Tư, 16/12/2026');
  expect(words).toContain('Hạn gửi cấp trên: Thủ tướng Chính phủ thứ Sáu, 25/12/2026; Bộ KH&CN thứ Hai, 21/12/2026');
  expect(wordsOf(await see(`${board}?state=to_review`))).toContain('1 trong 110 cơ quan');
  expect(wordsOf(await see(`${board}?q=so+tai+chinh`))).toMatch(/1 trong 110 cơ quan .* Sở Tài chính/);
  expect(wordsOf(await see(`${board}?q=khong+co+dau`))).toContain('Không có cơ quan nào như vậy.');
  expect((await see(`${board}?state=__proto__&kind=constructor&sort=x`)).status).toBe(200);
});

test('a live refresh brings the board alone, and only to those who are signed in', async () => {
  const site = await givenSite();
  const { headers } = await givenStaff(site.db, 'viewer');
  const refresh = (more: Record<string, string>) =>
    site.app.inject({ url: `/cycles/${site.cycle}?state=missing`, headers: { 'hx-request': 'true', ...more } });
  const fragment = await refresh(headers);
  expect(fragment.body).toMatch(/^<div\s+id="live"/);
  expect(fragment.body).toContain(`hx-get="/cycles/${site.cycle}?state=missing"`);
  expect(fragment.body).not.toContain('<html');
  const stranger = await refresh({});
  expect(stranger.statusCode).toBe(401);
  expect(stranger.body).not.toContain('id="live"');
});

test('a viewer sees everything and is offered nothing; what it sends all the same is refused', async () => {
  const site = await givenSite();
  const [submission, obstacle] = [await givenSubmitted(site), await givenObstacle(site)];
  const { see, send } = await site.as('viewer');
  const agency = `/cycles/${site.cycle}/agencies/STC`;
  for (const path of [
    `/submissions/${submission}`,
    `/obstacles/${obstacle}`,
    agency,
    `/cycles/${site.cycle}/compilations`,
    '/letters-ledger',
  ]) {
    const page = await see(path);
    expect(page.status, path).toBe(200);
    expect(
      [...page.body.matchAll(/<form[^>]*method="post"[^>]*action="([^"]+)"/g)].map(([, action]) => action),
      path,
    ).toEqual(['/sign-out']);
  }
  const refused = [
    await send(`/submissions/${submission}/accept`),
    await send(`/obstacles/${obstacle}/answer`, { words: 'Trả lời.' }),
    await send(`${agency}/excuse`, { reason: 'Không.' }),
    await send(`${agency}/revoke-link`),
    await send(`/cycles/${site.cycle}/compilations`, { attempt, extent: 'final' }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  expect(await site.db.selectFrom('review').selectAll().execute()).toEqual([]);
  expect(await site.db.selectFrom('compilation').selectAll().execute()).toEqual([]);
  expect((await see('/accounts')).status).toBe(403);
});

test('an officer accepts a report, once', async () => {
  const site = await givenSite();
  const submission = await givenSubmitted(site);
  const { see, send } = await site.as('officer');
  expect(wordsOf(await see(`/submissions/${submission}`))).toContain('Đã quán triệt Kết luận số 69-KL/TW');
  const accepted = await send(`/submissions/${submission}/accept`);
  expect(accepted.location).toBe(`/submissions/${submission}?done=accepted`);
  await send(`/submissions/${submission}/accept`);
  expect(await site.db.selectFrom('review').select('verdict').execute()).toEqual([{ verdict: 'accepted' }]);
  expect(wordsOf(await see(accepted.location ?? ''))).toContain('Đã chấp nhận báo cáo; cơ quan sẽ được thông báo.');
});

test('a return needs a reason and a date; what was typed is kept, and reasons stay with their sections', async () => {
  const site = await givenSite();
  const submission = await givenSubmitted(site);
  const { see, send } = await site.as('officer');
  await see(`/submissions/${submission}`);
  const empty = await send(`/submissions/${submission}/return`, { correctionDue: 'mai', 'reason.general': ' ' });
  expect(empty.status).toBe(422);
  expect(wordsOf(empty)).toContain('Còn 2 chỗ cần sửa');
  expect(fieldOf(empty, 'correctionDue')).toBe('mai');
  const early = await send(`/submissions/${submission}/return`, {
    correctionDue: '01/12/2026',
    'reason.sections.III': 'Thiếu nguyên nhân.',
  });
  expect([early.status, fieldOf(early, 'reason.sections.III')]).toEqual([422, 'Thiếu nguyên nhân.']);
  const fields = { correctionDue: '4/12/2026', 'reason.sections.III': 'Thiếu nguyên nhân.', 'reason.general': '' };
  expect((await send(`/submissions/${submission}/return`, fields)).location).toBe(
    `/submissions/${submission}?done=returned`,
  );
  expect(await site.db.selectFrom('review').select(['verdict', 'reasons']).execute()).toEqual([
    { verdict: 'returned', reasons: [{ field: 'sections.III', message: 'Thiếu nguyên nhân.' }] },
  ]);
});

test('a second version stands beside the first where it differs', async () => {
  const site = await givenSite();
  await givenSubmitted(site);
  const report = givenReport({ III: 'Chậm do phân công chưa rõ.' });
  const second = await submitReport(site.db, {
    ...(await givenAsked(site)),
    attempt: '0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a12',
    report,
  });
  const words = wordsOf(await (await site.as('officer')).see(`/submissions/${second.submission}`));
  expect(words).toContain('Không đổi so với bản 1');
  expect(words).toMatch(
    /III\. Tồn tại, hạn chế và nguyên nhân Khác bản 1 \[bỏ\] Không \[hết phần bỏ\] \[thêm\] Chậm do phân công chưa rõ \[hết phần thêm\] \./,
  );
});

test('an extension is granted with a date and refused with a reason', async () => {
  const site = await givenSite();
  const asked = await givenAsked(site);
  const extension = await requestExtension(site.db, { ...asked, until, reason: 'Kiểm kê số liệu.' });
  const path = `/cycles/${site.cycle}/agencies/STC`;
  const { see, send } = await site.as('officer');
  expect(wordsOf(await see(path))).toContain('Đề nghị đến thứ Hai, 21/12/2026 : Kiểm kê số liệu.');
  const mute = await send(`${path}/extension`, { extension, decision: 'refused', words: '' });
  expect([mute.status, wordsOf(mute)]).toEqual([422, expect.stringContaining('Cần nêu lý do không gia hạn.')]);
  expect(
    (await send(`${path}/extension`, { extension, decision: 'granted', until: '21/12/2026', words: 'Công văn 12' }))
      .location,
  ).toBe(`${path}?done=granted`);
  const [owed] = await site.db
    .selectFrom('obligation')
    .select('extended_due')
    .where('id', '=', asked.obligation)
    .execute();
  expect(String(owed?.extended_due)).toBe('2026-12-21');
});

test("an agency's thread shows its letters with their reasons and those to come, and a letter can be sent again once", async () => {
  const site = await givenSite({ at: '2026-12-03 08:05' });
  const { db, cycle, clock } = site;
  await takeWave(db, cycle, requestStep, requestStep.at);
  await db.updateTable('notification').set({ state: 'sent', settled_at: clock.now() }).execute();
  const path = `/cycles/${cycle}/agencies/STC`;
  const { see, send } = await site.as('officer');
  const page = await see(path);
  expect(wordsOf(page)).toMatch(/Đề nghị báo cáo Đã gửi Vì sao có thư này\? Lý do Kế hoạch, mục III\.2/);
  expect(wordsOf(page)).toMatch(
    /Bây giờ: 08:05 thứ Năm, 03\/12\/2026 Nhắc trước hạn 3 ngày, 08:00 thứ Hai, 14\/12\/2026/,
  );
  const again = { slot: `${cycle}/STC/request`, attempt: fieldOf(page, 'attempt') ?? '' };
  await send(`${path}/resend`, again);
  expect((await send(`${path}/resend`, again)).location).toBe(`${path}?done=resent`);
  expect(await db.selectFrom('notification').select('slot').where('slot', 'like', '%/resend/%').execute()).toHaveLength(
    1,
  );
});

test('an excused agency is told why, and a revoked link opens nothing', async () => {
  const site = await givenSite();
  const path = `/cycles/${site.cycle}/agencies/STC`;
  const room = await site.room();
  const { see, send } = await site.as('officer');
  await see(path);
  expect((await send(`${path}/excuse`, { reason: '' })).status).toBe(422);
  await send(`${path}/revoke-link`);
  expect((await room.see(room.path)).status).toBe(410);
  expect((await send(`${path}/excuse`, { reason: 'Mới thành lập.' })).location).toBe(`${path}?done=excused`);
  expect(wordsOf(await see(path))).toContain('Ghi nhận không phải báo cáo trong kỳ này');
});

test('an obstacle is answered, forwarded, decided and closed, each time with words', async () => {
  const site = await givenSite();
  const path = `/obstacles/${await givenObstacle(site)}`;
  const { see, send } = await site.as('officer');
  expect(wordsOf(await see('/obstacles'))).toMatch(/Thiếu hướng dẫn Sở Tài chính Chờ trả lời/);
  await see(path);
  expect((await send(`${path}/answer`, { words: ' ' })).status).toBe(422);
  const early = await send(`${path}/decision`, { words: 'Đồng ý.' });
  expect([early.status, wordsOf(early)]).toEqual([409, expect.stringContaining('chưa được chuyển UBND tỉnh')]);
  for (const [verb, done] of [
    ['answer', 'answered'],
    ['forward', 'forwarded'],
    ['decision', 'decided'],
    ['close', 'closed'],
  ]) {
    expect((await send(`${path}/${verb}`, { words: `Nội dung ${verb}.` })).location).toBe(`${path}?done=${done}`);
  }
  expect(wordsOf(await see(path))).toMatch(
    /Nội dung answer\..*Nội dung forward\..*Nội dung decision\..*Nội dung close\./,
  );
});

test('a run says what it will hold before it starts, shows its progress, and can be cancelled', async () => {
  const site = await givenSite();
  await givenSubmitted(site);
  const path = `/cycles/${site.cycle}/compilations`;
  const { see, send } = await site.as('officer');
  const page = await see(path);
  expect(wordsOf(page)).toMatch(
    /bản mới nhất của 1 cơ quan đã gửi.*trong đó 1 bản chưa thẩm tra\. 109 cơ quan chưa gửi/,
  );
  const fields = { attempt: fieldOf(page, 'attempt') ?? '', extent: 'final' };
  await send(path, fields);
  await send(path, fields);
  const runs = await site.db.selectFrom('compilation').select(['id', 'final', 'state']).execute();
  expect(runs).toMatchObject([{ final: true, state: 'running' }]);
  const running = await see(path);
  expect(running.body).toMatch(/<progress max="1" value="0"/);
  expect(running.body).toContain('hx-trigger="every 2s"');
  await send(`${path}/${runs[0]?.id}/cancel`);
  expect((await see(path)).body).not.toContain('hx-trigger');
  expect((await see(`${path}/${runs[0]?.id}/report.docx`)).status).toBe(404);
});

test('invariant 9: a drafted letter is issued by a leader only, under a number', async () => {
  const site = await givenSite();
  const path = `/letters/${await givenDraftedLetter(site)}`;
  const [officer, leader] = [await site.as('officer'), await site.as('leader')];
  expect(wordsOf(await officer.see(path))).toContain('Chỉ lãnh đạo Sở được duyệt và ban hành.');
  expect((await officer.send(`${path}/approve`, { revision: '0' })).status).toBe(403);
  await leader.see(path);
  const early = await leader.send(`${path}/issue`, { number: '87/BC-SKHCN', issuedOn: '22/12/2026' });
  expect([early.status, wordsOf(early)]).toEqual([409, expect.stringContaining('Dự thảo chưa được lãnh đạo duyệt')]);
  await leader.send(`${path}/approve`, { revision: '0' });
  expect((await officer.send(`${path}/issue`, { number: '87/BC-SKHCN', issuedOn: '22/12/2026' })).status).toBe(403);
  const empty = await leader.send(`${path}/issue`, { number: '', issuedOn: '' });
  expect([empty.status, wordsOf(empty)]).toEqual([422, expect.stringContaining('Cần ghi ngày ban hành.')]);
  expect((await leader.send(`${path}/issue`, { number: '87/BC-SKHCN', issuedOn: '22/12/2026' })).location).toBe(
    `${path}?done=issued`,
  );
  expect(wordsOf(await officer.see(path))).toContain('Số: 87/BC-SKHCN');
});

test('an invitation and an API key are shown once', async () => {
  const site = await givenSite();
  const { see, send } = await site.as('admin');
  await see('/accounts');
  const fields = { name: 'Trần Thị Lan', email: 'lan@skhcn.example', title: 'Chuyên viên', role: 'officer' };
  const wrong = await send('/accounts/invite', { ...fields, email: 'lan' });
  expect([wrong.status, fieldOf(wrong, 'name')]).toEqual([422, 'Trần Thị Lan']);
  const invited = await send('/accounts/invite', fields);
  expect(invited.status).toBe(201);
  const [link] = /http:\/\/dondoc\.example\/setup\/[\w-]+/.exec(invited.body) ?? [];
  expect(link).toBeTruthy();
  expect((await see('/accounts')).body).not.toContain('/setup/');
  expect((await see(new URL(link ?? '').pathname)).status).toBe(200);
  const key = await send('/accounts/api-key', { key: 'đồng bộ' });
  const [, value = ''] = /<code class="secret">([^<]+)<\/code>/.exec(key.body) ?? [];
  const answer = await site.app.inject({ url: '/api/v1/cycles', headers: { authorization: `Bearer ${value}` } });
  expect(answer.statusCode).toBe(200);
});

test('a form that was sent without a session keeps what was typed', async () => {
  const site = await givenSite();
  const obstacle = await givenObstacle(site);
  const { see, send } = await site.room();
  await see('/sign-in');
  const refused = await send(`/obstacles/${obstacle}/answer`, { words: 'Một câu trả lời dài.' });
  expect(refused.status).toBe(401);
  expect(refused.body).toContain('Một câu trả lời dài.');
  expect(wordsOf(refused)).not.toContain('Thiếu hướng dẫn');
});

test('a contact is changed from the agency’s page; a wrong address is told beside what was typed', async () => {
  const site = await givenSite();
  const { see, send } = await site.as('officer');
  const agency = `/cycles/${site.cycle}/agencies/STC`;
  await see(agency);
  const typed = { role: 'focal', name: 'Lê Thị Mai', title: 'Chuyên viên', email: 'mai stc.example' };
  const refused = await send(`${agency}/contact`, typed);
  expect(refused.status).toBe(422);
  expect(wordsOf(refused)).toContain('Địa chỉ thư điện tử chưa đúng.');
  expect(refused.body).toContain('value="Lê Thị Mai"');
  const changed = await send(`${agency}/contact`, { ...typed, email: 'mai@stc.example' });
  expect(changed.location).toBe(`${agency}?done=contact`);
  expect(wordsOf(await see(changed.location ?? ''))).toContain('mai@stc.example');
});

test('a late report that an outage excuses is shown as such in its thread, on the board and in the list to print', async () => {
  const site = await givenSite({ at: '2026-12-18 09:00' });
  const limit = Temporal.Duration.from({ seconds: 30 });
  await noteIntake(site.db, { at: vn('2026-12-17 21:00'), limit });
  await noteIntake(site.db, { at: vn('2026-12-18 07:40'), limit });
  await site.db
    .updateTable('heartbeat')
    .set({ beat_at: vn('2026-12-18 08:59:59') })
    .execute();
  await givenSubmitted(site);
  const { see } = await site.as('viewer');
  expect(wordsOf(await see(`/cycles/${site.cycle}/agencies/STC`))).toContain('Đúng hạn do hệ thống gián đoạn');
  expect(wordsOf(await see(`/cycles/${site.cycle}?q=so+tai+chinh`))).toContain('do hệ thống gián đoạn');
  const outages = wordsOf(await see('/outages'));
  expect(outages).toContain('17/12/2026 21:00 18/12/2026 07:40 10 giờ 40 phút');
  expect(outages).toContain('hạn thứ Năm, 17/12/2026');
  expect(outages).toMatch(/Sở Tài chính STC-2026-1-/);
});

test('a draft shows whom it dropped and why; once issued, what has changed since', async () => {
  const site = await givenSite();
  const letter = await givenDraftedLetter(site);
  const { see, send } = await site.as('leader');
  await givenSubmitted(site);
  const draft = wordsOf(await see(`/letters/${letter}`));
  expect(draft).toMatch(/Đã đưa ra khỏi danh sách .* Sở Tài chính đã gửi báo cáo lúc 08:00 thứ Ba, 22\/12\/2026/);
  await approve(site.db, letter, (await givenStaff(site.db, 'leader')).actor, site.clock.now());
  await send(`/letters/${letter}/issue`, { number: '87/BC-SKHCN', issuedOn: '2026-12-22' });
  const other = await givenAgency(site.db, site.cycle, 'SNV');
  await submitReport(site.db, { ...other, attempt, report: givenReport(), at: site.clock.now() });
  const issued = wordsOf(await see(`/letters/${letter}`));
  expect(issued).toMatch(/Thay đổi sau khi ban hành .* Sở Nội vụ đã gửi báo cáo/);
  expect(issued).toMatch(/trước khi ban hành Sở Tài chính/);
});

test('the page of a day says why there is a letter, or why there is none', async () => {
  const site = await givenSite({ at: '2026-12-14 09:00' });
  const at = vn('2026-12-14 08:00');
  const due = Temporal.PlainDate.from('2026-12-17');
  await takeWave(site.db, site.cycle, { key: 'remind-3@2026-12-17', kind: 'remind', rung: 'remind-3', at, due }, at);
  const { see } = await site.as('viewer');
  const day = async (iso: string) => wordsOf(await see(`/cycles/${site.cycle}/agencies/STC/letters?day=${iso}`));
  expect(await day('2026-12-14')).toContain('Ngày thứ Hai, 14/12/2026 có 1 lượt thư của cơ quan này');
  expect(await day('2026-12-13')).toContain('không có thư nào cho cơ quan này: ngày nghỉ (cuối tuần)');
  expect(await day('2026-12-15')).toContain(
    'không có lượt thư nào của thang đôn đốc rơi vào ngày này. Thư kế tiếp: Nhắc trước hạn 1 ngày',
  );
  expect(await day('2026-12-16')).toContain('đến lượt “Nhắc trước hạn 1 ngày”. Chưa đến lúc');
  const line = wordsOf(await see(`/letters-ledger/line?slot=${encodeURIComponent(`${site.cycle}/STC/remind-3`)}`));
  expect(line).toContain('Dự kiến 14/12/2026 08:00');
  expect((await see('/letters-ledger/line?slot=none')).status).toBe(404);
  expect(wordsOf(await see('/letters-ledger?day=2026-12-14&agency=STC'))).toContain('1–1 trong 1');
  expect(wordsOf(await see('/letters-ledger?day=2026-12-15&agency=STC'))).toContain('Không có thư nào như vậy');
});
