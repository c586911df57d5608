import { expect, test } from 'vitest';
import { recordPaperReport } from '../../office/record-paper-report.ts';
import { vn } from '../given/clock.ts';
import { givenNarrative } from '../given/narrative.ts';
import { givenAgency } from '../given/people.ts';
import { givenSite } from './site.ts';
import { fieldOf, wordsOf } from './visitor.ts';

async function openEditing() {
  const site = await givenSite({ at: '2026-12-11 09:00' });
  const narrative = await givenNarrative(site.db, site.cycle);
  const path = `/cycles/${site.cycle}/synthesis`;
  const { officer: editor, ...given } = narrative;
  return { ...site, ...given, path, at: `${path}/I`, editor, officer: await site.as('officer') };
}

test('the list tells each place’s sources and state, and its filter stands in the address', async () => {
  const { path, officer, save, report, cycle } = await openEditing();
  await save({});
  await save({ place: 'IV' });
  await report('SXD', 'Đã triển khai.', '2026-12-11 08:30');
  expect((await officer.see(`/cycles/${cycle}/compilations`)).body).toContain(`href="${path}"`);
  const all = wordsOf(await officer.see(path));
  expect(all).toContain('4 báo cáo dùng được.');
  expect(all).toMatch(/Tất cả 33 Chưa viết 2 Cần xem lại 2 Đã viết 0 Chưa có nguồn 29/);
  expect(all).toMatch(
    /I Công tác chỉ đạo, điều hành 4 4 Cần xem lại 1 cơ quan thay đổi 11\/12\/2026 08:00 Người dùng officer/,
  );
  const stale = wordsOf(await officer.see(`${path}?state=stale`));
  expect([stale.includes('Công tác chỉ đạo'), stale.includes('Tồn tại, hạn chế')]).toEqual([true, false]);
  expect(wordsOf(await officer.see(`${path}?state=written`))).toContain('Không có mục nào như vậy.');
});

test('a text is written beside its sources without a script, and the next place is one link away', async () => {
  const { at, path, officer } = await openEditing();
  const page = await officer.see(at);
  expect(wordsOf(page)).toContain('3 đoạn khác nhau của 3 cơ quan');
  expect(wordsOf(page)).toMatch(/Sở Tài chính STC-2026-1-\w+ Đã quán triệt/);
  expect(page.body).toContain(`rel="next" href="${path}/II.1.a"`);
  const fields = { text: 'Một.\r\nHai.', keepSources: 'on', seen: '0', beside: fieldOf(page, 'beside') ?? '' };
  expect((await officer.send(`${at}/text`, fields)).location).toBe(`${at}?done=synthesis-saved`);
  const saved = await officer.see(`${at}?done=synthesis-saved`);
  expect([fieldOf(saved, 'text'), fieldOf(saved, 'seen')]).toEqual(['Một.\nHai.', '1']);
  expect(saved.body).toMatch(/name="keepSources"\s+checked/);
  expect(wordsOf(saved)).toContain('Người dùng officer lưu lúc 09:00 thứ Sáu, 11/12/2026');
});

test('a save against an older version is refused with both texts on the page, and goes through after they were seen', async () => {
  const { at, officer, save, db, cycle } = await openEditing();
  const page = await officer.see(at);
  await save({ text: 'Của đồng nghiệp.' });
  const fields = { text: 'Của tôi <b>.', seen: '0', beside: fieldOf(page, 'beside') ?? '' };
  const refused = await officer.send(`${at}/text`, fields);
  expect([refused.status, fieldOf(refused, 'text'), fieldOf(refused, 'seen')]).toEqual([409, 'Của tôi <b>.', '1']);
  expect(wordsOf(refused)).toMatch(/Bản đang lưu khác bản vừa nhập .* Của đồng nghiệp\./);
  await officer.send(`${at}/text`, { ...fields, seen: '1' });
  const versions = await db
    .selectFrom('synthesis')
    .select('text')
    .where('cycle_id', '=', cycle)
    .orderBy('version')
    .execute();
  expect(versions.map(({ text }) => text)).toEqual(['Của đồng nghiệp.', 'Của tôi <b>.']);
  expect(wordsOf(await officer.see(at))).toContain('Các lần lưu: 2');
});

test('a stale text says what changed, stays so while it is edited, and is fresh when its writer has looked', async () => {
  const { at, officer, save, report } = await openEditing();
  await save({});
  await report('SNV', 'Tổ chức 3 lớp tập huấn.', '2026-12-11 08:30');
  const page = await officer.see(at);
  expect(wordsOf(page)).toMatch(/Nguồn đã thay đổi sau khi viết .* Sở Nội vụ : đổi nội dung/);
  const given = (name: string) => fieldOf(page, name) ?? '';
  const fields = { text: 'Sửa câu.', seen: '1', beside: given('beside'), current: given('current') };
  await officer.send(`${at}/text`, fields);
  expect(wordsOf(await officer.see(at))).toContain('Nguồn đã thay đổi sau khi viết');
  await officer.send(`${at}/text`, { ...fields, seen: '2', looked: 'on' });
  expect(wordsOf(await officer.see(at))).not.toContain('Nguồn đã thay đổi sau khi viết');
});

test('a source is left out with a reason, stands struck out with it, and is taken in again', async () => {
  const { at, path, officer, report } = await openEditing();
  await officer.see(at);
  const mute = await officer.send(`${at}/exclusions`, { agency: 'SNV', extent: 'report', reason: ' ' });
  expect([mute.status, wordsOf(mute)]).toEqual([422, expect.stringContaining('Cần ghi lý do')]);
  expect(mute.body).toMatch(/<option value="report" selected>/);
  const done = await officer.send(`${at}/exclusions`, {
    agency: 'SNV',
    extent: 'report',
    reason: 'Nội dung năm trước.',
  });
  expect(done.location).toBe(`${at}?done=source-excluded#source-SNV`);
  const page = await officer.see(at);
  expect(page.body).toContain('<del>Tổ chức 2 lớp tập huấn.</del>');
  expect(wordsOf(page)).toMatch(/Cả báo cáo\. Lý do: Nội dung năm trước\. Người dùng officer, 09:00/);
  expect(wordsOf(await officer.see(path))).toMatch(/Sở Nội vụ Cả báo cáo Nội dung năm trước\. Người dùng officer/);
  expect(wordsOf(page)).not.toContain('Nội dung đã đổi');
  await report('SNV', 'Tổ chức 3 lớp tập huấn.', '2026-12-11 09:30');
  expect(wordsOf(await officer.see(at))).toContain('Cơ quan gửi nội dung khác sau khi bị bỏ');
  const [, include = ''] = /action="([^"]+\/withdraw)"/.exec(page.body) ?? [];
  expect((await officer.send(include)).location).toBe(`${at}?done=source-included`);
  expect((await officer.see(at)).body).not.toContain('<del>');
});

test('nearly equal paragraphs are proposed with what differs, and the same ones stand once', async () => {
  const { at, officer, report } = await openEditing();
  const trained = (figure: number) =>
    `Tổ chức ${figure} lớp tập huấn kỹ năng số cho cán bộ, công chức trong toàn ngành.`;
  await report('SXD', trained(2), '2026-12-11 08:10');
  await report('SCT', trained(3), '2026-12-11 08:20');
  await report('STP', `- ${trained(3)}`, '2026-12-11 08:30');
  const page = await officer.see(at);
  expect(wordsOf(page)).toContain('Các đoạn gần giống nhau: 1 nhóm');
  const plain = page.body.replace(/<span class="unseen">.*?<\/span>/g, '');
  expect(plain).toMatch(/Tổ chức <del>\d<\/del><ins>\d<\/ins> lớp/);
  expect(wordsOf(page)).toMatch(/trùng với Sở/);
});

test('a viewer reads the text and the sources and can change nothing', async () => {
  const { at, as, save } = await openEditing();
  await save({});
  const page = await (await as('viewer')).see(at);
  expect(wordsOf(page)).toContain('Toàn tỉnh đã quán triệt.');
  expect(page.body).not.toMatch(/<textarea|\/exclusions/);
});

test('the list names reports without words, and takes a source in again', async () => {
  const { db, cycle, path, officer, exclude, editor } = await openEditing();
  const { obligation } = await givenAgency(db, cycle, 'SXD');
  await recordPaperReport(db, {
    ...{ obligation, channel: 'paper', number: '125/BC-SXD', attempt: crypto.randomUUID() },
    ...{ actor: editor.actor, receivedOn: Temporal.PlainDate.from('2026-12-10'), at: vn('2026-12-11 08:00') },
  });
  const exclusion = await exclude('SNV', 'I');
  const page = await officer.see(path);
  expect(wordsOf(page)).toMatch(/1 báo cáo không có lời văn trên hệ thống .* Sở Xây dựng \./);
  const done = await officer.send(`${path}/exclusions/${exclusion}/withdraw`);
  expect(done.location).toBe(`${path}?done=source-included`);
  expect(wordsOf(await officer.see(path))).not.toContain('Nguồn không đưa vào');
});

test('a place that the plan does not have is not found', async () => {
  const { path, officer } = await openEditing();
  expect((await officer.see(`${path}/II.9`)).status).toBe(404);
});
