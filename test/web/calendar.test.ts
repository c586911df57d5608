import { expect, test } from 'vitest';
import { takeWave } from '../../office/take-wave.ts';
import { vn } from '../given/clock.ts';
import { givenSite } from './site.ts';
import { weeksOf } from '../../web/components/calendar-year.ts';
import { fieldOf, wordsOf } from './visitor.ts';

const csv = (...rows: string[]) => ({
  name: 'Lịch.csv',
  content: Buffer.from(`Ngày;Tên;Loại;Nguồn\n${rows.join('\n')}\n`),
});
const swap = csv('17/12/2026;Hoán đổi;Hoán đổi nghỉ;');
const typed = { version: '2026-12', source: 'Thông báo số 15/TB-BNV', note: 'Theo chỉ đạo', scope: 'days' };

/** A site whose 110 agencies have been asked for their reports. */
async function givenAsked() {
  const site = await givenSite({ at: '2026-12-01 10:00' });
  const due = Temporal.PlainDate.from('2026-12-17');
  const at = vn('2026-11-18 08:00');
  await takeWave(site.db, site.cycle, { key: 'request@2026-12-17', kind: 'request', rung: 'request', at, due }, at);
  await site.db.updateTable('notification').set({ state: 'sent', claimed_at: at, settled_at: at }).execute();
  return site;
}

test('the page shows the year’s twelve months with kinds in words, today, versions with their sources', async () => {
  const site = await givenSite({ at: '2026-11-24 10:00' });
  const { see } = await site.as('viewer');
  const page = await see('/calendar');
  const words = wordsOf(page);
  expect(page.body.match(/<table class="month">/g)).toHaveLength(12);
  expect(words).toContain('Nghỉ lễ: Ngày Văn hóa Việt Nam , hôm nay');
  expect(words).toContain('Làm bù: Làm bù (thứ Bảy) cho 31/8');
  expect(words).toMatch(/2026-10 Đang dùng BLLĐ 2019 .* dữ liệu mẫu/);
  expect(words).not.toContain('Nhập phiên bản mới');
  const provisional = wordsOf(await see('/calendar/versions/2026-10?year=2028'));
  expect(provisional).toContain('Năm này tạm tính theo quy định, chưa có thông báo.');
  expect(provisional).toContain('Nghỉ bù Quốc khánh');
  expect((await see('/calendar/versions/khong-co')).status).toBe(404);
  expect((await see('/calendar?year=__proto__&from=')).status).toBe(200);
});

test('weeks begin on Monday and hold each day of the month once', () => {
  const weeks = weeksOf(Temporal.PlainYearMonth.from('2026-08'));
  expect(weeks.map((week) => week.map((day) => day?.day ?? 0).join(' '))).toEqual([
    '0 0 0 0 0 1 2',
    '3 4 5 6 7 8 9',
    '10 11 12 13 14 15 16',
    '17 18 19 20 21 22 23',
    '24 25 26 27 28 29 30',
    '31 0 0 0 0 0 0',
  ]);
});

test('a leader previews a file, sees who is affected, and confirms: only then anything changes', async () => {
  const site = await givenAsked();
  const leader = await site.as('leader');
  await leader.see('/calendar');
  const preview = await leader.sendFiles('/calendar/preview', typed, swap);
  expect(preview.status).toBe(200);
  const words = wordsOf(preview);
  expect(words).toContain(
    '110 cơ quan chưa gửi báo cáo nhận thư báo hạn mới (18/12/2026), gửi lúc 10:00 thứ Ba, 01/12/2026.',
  );
  expect(words).toContain('Đưa lịch vào dùng và báo hạn mới cho 110 cơ quan');
  expect(words).toContain('Hạn gửi năm 2026 thứ Năm, 17/12/2026 thứ Sáu, 18/12/2026');
  expect(words).toContain('Đôn đốc lần 1 năm 2026 08:00 thứ Sáu, 18/12/2026 08:00 thứ Hai, 21/12/2026 110');
  const due = () => site.db.selectFrom('cycle').select('due').executeTakeFirstOrThrow();
  expect(String((await due()).due)).toBe('2026-12-17');

  const carried = Object.fromEntries(
    ['version', 'source', 'note', 'scope', 'days', 'mark'].map((name) => [name, fieldOf(preview, name) ?? '']),
  );
  const done = await leader.send('/calendar/import', carried);
  expect([done.status, done.location]).toEqual([303, '/calendar?done=calendar']);
  expect(String((await due()).due)).toBe('2026-12-18');
  expect(wordsOf(await leader.see('/calendar'))).toMatch(/2026-12 Đang dùng Thông báo số 15\/TB-BNV Theo chỉ đạo/);
  const told = await site.db.selectFrom('notification').select('slot').where('kind', '=', 'due-moved').execute();
  expect(told).toHaveLength(110);
});

test('a preview that no longer holds is shown anew instead of being carried out', async () => {
  const site = await givenAsked();
  const leader = await site.as('leader');
  await leader.see('/calendar');
  const preview = await leader.sendFiles('/calendar/preview', typed, swap);
  const carried = Object.fromEntries(
    ['version', 'source', 'note', 'scope', 'days', 'mark'].map((name) => [name, fieldOf(preview, name) ?? '']),
  );
  await site.db.updateTable('obligation').set({ state: 'excused' }).where('agency_code', '=', 'STC').execute();
  const again = await leader.send('/calendar/import', carried);
  expect(again.status).toBe(409);
  expect(wordsOf(again)).toContain('Đưa lịch vào dùng và báo hạn mới cho 109 cơ quan');
  const confirmed = await leader.send('/calendar/import', { ...carried, mark: fieldOf(again, 'mark') ?? '' });
  expect(confirmed.status).toBe(303);
});

test('errors in the file are said by row, and what was typed stays', async () => {
  const site = await givenSite();
  const { see, sendFiles } = await site.as('admin');
  await see('/calendar');
  const refused = await sendFiles('/calendar/preview', typed, csv('31/02/2026;;Nghỉ;'));
  expect(refused.status).toBe(422);
  expect(wordsOf(refused)).toContain('Dòng 2, cột Ngày: “31/02/2026” không phải ngày đúng; viết dạng 24/11/2026.');
  expect(fieldOf(refused, 'source')).toBe('Thông báo số 15/TB-BNV');
  const empty = wordsOf(await sendFiles('/calendar/preview', {}));
  for (const words of ['Cần đặt tên phiên bản', 'Cần ghi văn bản nguồn', 'Cần chọn tệp lịch.']) {
    expect(empty).toContain(words);
  }
});

test('the template holds a year’s days and can be brought back as it is', async () => {
  const site = await givenSite();
  const { see, sendFiles } = await site.as('leader');
  const template = await see('/calendar/template.csv?year=2028');
  expect(template.body).toContain('26/01/2028;Tết Nguyên đán;Nghỉ lễ;\r\n');
  await see('/calendar');
  const given = { version: '2028', source: 'Thông báo 1', scope: 'years' };
  const preview = wordsOf(
    await sendFiles('/calendar/preview', given, { name: 'a.csv', content: Buffer.from(template.body) }),
  );
  expect(preview).toContain('thứ Tư, 26/01/2028 Đã có thông báo');
  expect((await see('/calendar/template.xlsx')).headers['content-type']).toContain('spreadsheetml');
});

test('an administrator sets the hours of letters; others see them', async () => {
  const site = await givenSite();
  const admin = await site.as('admin');
  await admin.see('/calendar');
  const refused = await admin.send('/calendar/send-window', { from: '17:00', to: '07:00' });
  expect([refused.status, fieldOf(refused, 'from')]).toEqual([422, '17:00']);
  expect((await admin.send('/calendar/send-window', { from: '08:00', to: '17:00' })).location).toContain(
    'done=send-window',
  );
  const officer = await site.as('officer');
  expect(wordsOf(await officer.see('/calendar'))).toContain('từ 08:00 đến 17:00');
  expect((await officer.send('/calendar/send-window', { from: '07:00', to: '17:00' })).status).toBe(403);
  expect((await officer.sendFiles('/calendar/preview', typed, swap)).status).toBe(403);
});
