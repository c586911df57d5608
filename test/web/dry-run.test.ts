import { expect, test } from 'vitest';
import { everythingIn } from '../given/db.ts';
import { givenSite } from './site.ts';
import { wordsOf } from './visitor.ts';

const path = '/regimes/kl69-nam/dry-run';

test('the year says when each letter leaves, from when holidays move it, to how many and of which kinds', async () => {
  const site = await givenSite();
  const words = wordsOf(await (await site.as('officer')).see(`${path}?year=2026`));
  expect(words).toContain('Chạy thử cả năm 2026');
  expect(words).toContain('08:00 thứ Tư, 18/11/2026');
  expect(words).toContain('dời từ thứ Năm, 19/11/2026');
  expect(words).toMatch(/110 cơ quan\s*: 14 sở, ban, ngành; 9 phường; 86 xã; 1 đặc khu/);
  expect(words).toContain('Dự thảo báo cáo UBND tỉnh, chờ lãnh đạo ban hành');
  expect(words).toContain('tháng 12/2026');
});

test('without a year it shows that of the clock', async () => {
  const site = await givenSite({ at: '2027-03-01 08:00' });
  const words = wordsOf(await (await site.as('viewer')).see(path));
  expect(words).toContain('Chạy thử cả năm 2027');
  expect(words).toContain('lịch nghỉ còn tạm tính');
});

test('a year beyond the calendar says what to do', async () => {
  const site = await givenSite();
  const page = await (await site.as('officer')).see(`${path}?year=2040`);
  expect(page.status).toBe(200);
  expect(wordsOf(page)).toContain('chưa có: năm 2040. Nhập lịch mới');
});

test('a step names everybody who would be written to, and who cannot be', async () => {
  const site = await givenSite();
  await site.db
    .updateTable('contact')
    .set({ withdrawn_at: site.clock.now() })
    .where('agency_code', '=', 'STC')
    .execute();
  const page = await (await site.as('officer')).see(`${path}/step?term=2026&step=remind-3%402026-12-17`);
  const words = wordsOf(page);
  expect(words).toContain('109 thư');
  expect(words).toContain('Sở Tài chính Sở, ban, ngành cấp tỉnh chưa có người liên hệ để gửi');
  expect(page.body).toContain('agency=SNV');
});

test('a letter is shown as the chosen agency would see it, its link replaced by a note, and nothing is written', async () => {
  const site = await givenSite();
  const officer = await site.as('officer');
  const before = await everythingIn(site.db);
  const query = 'term=2026&step=remind-3%402026-12-17&agency=SNV';
  const page = await officer.see(`${path}/letter?${query}`);
  expect(wordsOf(page)).toContain('[Nhắc hạn] Báo cáo năm 2026, hạn 17/12/2026 (còn 3 ngày làm việc)');
  expect(wordsOf(page)).toContain('ở đây là liên kết riêng của người nhận');
  const mail = await officer.see(`${path}/letter/html?${query}`);
  expect(mail.body).toContain('Đề nghị Sở Nội vụ gửi báo cáo năm 2026');
  expect(mail.body).not.toMatch(/\/room\/|\.invalid/);
  expect(mail.headers['content-security-policy']).toContain("default-src 'none'");
  expect(await everythingIn(site.db)).toEqual(before);
});

test.each([
  ['an unknown regime', '/regimes/khong-co/dry-run', 404],
  ['an unknown step', `${path}/step?term=2026&step=khong-co`, 404],
  ['a term that is none', `${path}/letter?term=khong-co&step=request`, 404],
  ['a step without letters', `${path}/letter?term=2026&step=close`, 404],
])('%s is answered with a page that says so', async (_, address, status) => {
  const site = await givenSite();
  expect((await (await site.as('officer')).see(address)).status).toBe(status);
});

test('who is not signed in sees no dry run and no letter of it', async () => {
  const site = await givenSite();
  const { see } = await site.room();
  for (const address of [path, `${path}/letter/html?term=2026&step=request%402026-12-17`]) {
    const page = await see(address);
    expect([301, 302, 303, 401, 403], address).toContain(page.status);
    expect(page.body).not.toContain('Sở Nội vụ');
  }
});
